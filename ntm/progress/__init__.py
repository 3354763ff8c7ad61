"""Pure computations of the province's progress; they touch neither request nor database."""
