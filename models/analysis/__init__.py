"""The questions a manager asks, answered as frozen values."""
