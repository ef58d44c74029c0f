"""One file for each schema version that was released; none is changed afterwards."""
