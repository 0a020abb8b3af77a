"""Foreign keys look down, like imports (docs/house.md, section 5)."""

from types import SimpleNamespace

from django.apps import apps

from tools.keys import upward_keys


def model(module: str, *related: object) -> SimpleNamespace:
    fields = [SimpleNamespace(name="other", is_relation=True, concrete=True, related_model=r) for r in related]
    return SimpleNamespace(__module__=module, _meta=SimpleNamespace(label="X", get_fields=lambda: fields))


def test_no_key_of_any_model_points_to_a_higher_floor() -> None:
    assert upward_keys(m for m in apps.get_models() if m.__module__.startswith("tongban.")) == []


def test_a_key_that_points_up_is_found() -> None:
    case = model("tongban.work.cases.models")
    assert upward_keys([model("tongban.registers.licences.models", case)]) == ["X.other"]
    assert upward_keys([model("tongban.watch.ratings.models", case)]) == []
