"""Everything that needs Qt. Asks models; knows neither SQL nor pandas."""
