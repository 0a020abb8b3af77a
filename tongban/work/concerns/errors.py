from tongban.kernel.errors import Invalid, Refusal


class NoSuchConcern(Refusal):
    code = "no-such-concern"
    status = 404
    sentence = "没有找到这条反映。"
    next_step = "请核对链接；您登录后反映的，可以在“我的空间”里的“我的反映”查看。"


class WordsNeeded(Invalid):
    code = "words-needed"
    sentence = "请写明是哪里的问题。"
    next_step = "一两句话就可以，写完后再提交。"


class QuestionNeeded(Invalid):
    code = "question-needed"
    sentence = "请选择是哪方面的事，并写下您的问题。"
    next_step = "一两句话就可以，写完后再提交。"


class ConcernSettled(Refusal):
    code = "concern-settled"
    sentence = "这条反映已经答复过。"
    next_step = "请刷新页面查看答复。"


class FindingNeeded(Invalid):
    code = "finding-needed"
    sentence = "请选择处理结果，并写明怎样处理的。"
    next_step = "说明会原样告知反映人，请补充后再答复。"


class TooManyConcerns(Refusal):
    """Ten a day from one network without signing in: a hall's own machines stay well below."""

    code = "too-many-concerns"
    status = 429
    sentence = "今天从这个网络提交的反映太多了。"
    next_step = "请登录后再提交，或者拨打 12345，我们一样受理。"
