"""Exports of survey tools: Qualtrics, SurveyMonkey, REDCap, LimeSurvey and forms."""
