"""Sources (数据资源): what other authorities answer, what was asked of them, and whose data it was.

`data/resources.yaml` is the catalogue of resources: fields, owner, sensitivity, purposes. A wire asks over HTTP,
signed, within a budget; one answer per question, case and day is kept as evidence, no field more than the item
needs. Every use of a person's data, licences and earlier files too, is a row he may read (个人信息保护法 第四十四条).
"""
