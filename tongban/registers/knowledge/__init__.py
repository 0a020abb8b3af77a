"""Knowledge (知识库): what a city writes for its people: statements about itself, and articles that help.

A text is data of the city: published in versions that never change, the newest in force, withdrawn by an empty one
(政府信息公开条例 第六条: timely and right). How often readers said that it helped is counted without who they are.
"""
