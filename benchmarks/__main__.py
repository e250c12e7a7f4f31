"""Run every benchmark and print the table of docs/explanation/performance.md."""

from benchmarks import (
    assessment,
    assessment_papers,
    cold_start,
    county,
    form_archive,
    form_files,
    forms_in_memory,
    people_lists,
    print_files,
    return_workbooks,
    returned_workbooks,
    school_plans,
)

if __name__ == "__main__":
    print("| what | figure | ratio, median (spread) | goal |")
    print("|---|---|---|---|")
    for run in (
        cold_start.run,
        school_plans.run,
        people_lists.run,
        return_workbooks.run,
        returned_workbooks.run,
        assessment.run,
        assessment_papers.run,
        forms_in_memory.against_deflate,
        forms_in_memory.against_docxtpl,
        form_archive.run,
        form_files.run,
        print_files.class_against_docxcompose,
        print_files.school_against_class,
        county.run,
    ):
        print(run(), flush=True)
