from tongban.kernel.errors import Refusal


class TooManyFavourites(Refusal):
    code = "too-many-favourites"
    sentence = "最多收藏 100 个事项。"
    next_step = "请先到“我的收藏”去掉一些不再需要的。"
