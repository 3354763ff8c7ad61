"""The illustration: a made-up commune history that agrees with the documents; built here, committed as CSV."""
