"""What all workbooks that go out share: looks, rules of cells, rows as XML, patterns that are filled."""
