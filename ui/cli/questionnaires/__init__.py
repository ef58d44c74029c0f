"""Commands about the questionnaires that the program knows."""
