"""The solver's settings: one worker, a fixed seed and no clock, so that every machine finds the same history."""

from ortools.sat.python import cp_model


def solve(model, effort, relax=True):
    """Solves within a deterministic effort; an unfinished optimum is fine, an unsatisfiable history is an error.

    `relax`: whether the linear relaxation helps (it does where sums are chased, it only costs time for yes and no).
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 2020
    solver.parameters.linearization_level = 1 if relax else 0
    solver.parameters.max_deterministic_time = effort
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise RuntimeError(f"no history found: {solver.status_name(status)}")
    return solver
