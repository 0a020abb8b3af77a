"""Favourites (收藏): the items and packages somebody wants to find again."""
