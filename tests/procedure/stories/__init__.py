"""Whatever people and time do to a disagreement, in any order: stories for searches."""
