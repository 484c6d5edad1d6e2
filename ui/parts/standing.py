"""What still stands in the way of a form's main button, said beside each field, with the focus in the first."""

from collections.abc import Iterable

from hipdesk.model.problems import Problem
from ui.forms.findings import nearest
from ui.forms.form import Form


def stands_in_the_way(form: Form, problems: Iterable[Problem]) -> bool:
    """Show each problem beside the field nearest to it; returns whether there is any."""
    places = {name: at for at, name in enumerate(form.names)}
    touched: list[str] = []
    for problem in problems:
        name = nearest(form.name_of(problem.field), form.names)
        if name:
            touched.append(name)
            if not form.frame(name).problem:
                form.frame(name).set_problem(problem.words.rstrip("."))
    if touched:
        form.go_to(min(touched, key=lambda name: places[name]))
    return bool(touched)
