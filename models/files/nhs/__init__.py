"""NHS Friends and Family Test workbooks with counts for each ward."""
