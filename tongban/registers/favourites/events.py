"""What happens to favourites. The subject is "favourites/<holder>"."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class FavouriteKept(Fact):
    """收藏."""

    item: str


@dataclass(frozen=True)
class FavouriteDropped(Fact):
    """取消收藏."""

    item: str
