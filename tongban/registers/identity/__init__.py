"""Identity (身份): people, organisations, officials, posts and mandates; who is acting, and for whom he may act.

Identity numbers, phones and home addresses are sealed at rest and found by a keyed index only. Facts carry ids, never
personal data. A post is a holding (任职) of a desk, for an area, in a role, on a day; whoever builds an actor reads its
posts anew, so an ended one ends with the next request. Law: 个人信息保护法 第五十一条.
"""
