"""``python -m antifraud_plan``: the command line where the scripts' folder is not on the path."""

from antifraud_plan.cli import main

if __name__ == "__main__":
    main()
