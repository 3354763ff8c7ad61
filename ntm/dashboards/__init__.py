"""The pages leaders and analysts read, one module a page."""
