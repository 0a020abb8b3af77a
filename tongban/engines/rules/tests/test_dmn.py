"""DMN models: what a decision editor exports decides as the standard says."""

import pytest

from tongban.engines.rules import RuleError, Unsupported
from tongban.engines.rules.dmn import read
from tongban.engines.rules.tck import run

HEAD = '<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="shop" namespace="urn:shop">'
MODEL = HEAD + """
  <itemDefinition name="tCredit"><typeRef>string</typeRef>
    <allowedValues><text>"good", "poor"</text></allowedValues></itemDefinition>
  <inputData id="i1" name="经营面积"><variable name="经营面积" typeRef="number"/></inputData>
  <inputData id="i2" name="Credit"><variable name="Credit" typeRef="tCredit"/></inputData>
  <businessKnowledgeModel id="b1" name="fee"><variable name="fee"/>
    <encapsulatedLogic><formalParameter name="area" typeRef="number"/>
      <literalExpression><text>if area &gt; 200 then 300 else 100</text></literalExpression></encapsulatedLogic>
  </businessKnowledgeModel>
  <decision id="d1" name="needs fire opinion"><variable name="needs fire opinion" typeRef="boolean"/>
    <informationRequirement><requiredInput href="#i1"/></informationRequirement>
    <literalExpression><text>经营面积 &gt; 200</text></literalExpression></decision>
  <decision id="d2" name="route"><variable name="route"/>
    <informationRequirement><requiredInput href="#i2"/></informationRequirement>
    <informationRequirement><requiredDecision href="#d1"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE">
      <input><inputExpression typeRef="boolean"><text>needs fire opinion</text></inputExpression></input>
      <input><inputExpression typeRef="tCredit"><text>Credit</text></inputExpression></input>
      <output name="desk"/><output name="days"/>
      <rule><inputEntry><text>true</text></inputEntry><inputEntry><text>-</text></inputEntry>
        <outputEntry><text>"fire"</text></outputEntry><outputEntry><text>20</text></outputEntry></rule>
      <rule><inputEntry><text>false</text></inputEntry><inputEntry><text>"good"</text></inputEntry>
        <outputEntry><text>"quick"</text></outputEntry><outputEntry><text>1</text></outputEntry></rule>
    </decisionTable></decision>
  <decision id="d3" name="to pay"><variable name="to pay" typeRef="number"/>
    <informationRequirement><requiredInput href="#i1"/></informationRequirement>
    <knowledgeRequirement><requiredKnowledge href="#b1"/></knowledgeRequirement>
    <context><contextEntry><variable name="base fee"/>
        <literalExpression><text>fee(经营面积)</text></literalExpression></contextEntry>
      <contextEntry><literalExpression><text>base fee * 2</text></literalExpression></contextEntry></context></decision>
  <decisionService id="s1" name="routing"><variable name="routing"/>
    <outputDecision href="#d2"/><encapsulatedDecision href="#d1"/><inputData href="#i1"/><inputData href="#i2"/>
  </decisionService>
</definitions>"""


@pytest.fixture(scope="module")
def model():
    return read(MODEL.encode())


def test_a_decision_follows_from_its_requirements(model):
    assert model.decide("route", {"经营面积": 320, "Credit": "poor"}) == {"desk": "fire", "days": 20}
    assert model.decide("route", {"经营面积": 12, "Credit": "good"}) == {"desk": "quick", "days": 1}


def test_no_rule_that_holds_gives_nothing(model):
    assert model.decide("route", {"经营面积": 12, "Credit": "poor"}) is None


def test_a_value_the_item_definition_does_not_allow_counts_as_none(model):
    assert model.decide("route", {"经营面积": 12, "Credit": "excellent"}) is None


def test_knowledge_is_called_and_contexts_name_their_steps(model):
    assert model.decide("to pay", {"经营面积": 320}) == 600


def test_a_service_is_called_by_its_parameters(model):
    assert model.call("routing", {"经营面积": 320, "Credit": "good"}) == {"desk": "fire", "days": 20}


def test_a_model_tells_everything_wrong_with_it():
    wrong = read(MODEL.replace("base fee * 2", "base fee * * 2").encode())
    assert len(wrong.check()) == 1
    assert wrong.decide("to pay", {"经营面积": 1}) is None


def test_an_unknown_decision_is_refused_with_the_known_ones(model):
    with pytest.raises(RuleError, match="to pay"):
        model.decide("nothing", {})


@pytest.mark.parametrize("change", [
    ('hitPolicy="UNIQUE"', 'hitPolicy="NEWEST"'), ("<encapsulatedLogic>", '<encapsulatedLogic kind="Java">'),
    ("<literalExpression><text>base", '<literalExpression expressionLanguage="urn:python"><text>base'),
])
def test_what_is_not_supported_is_refused_by_name(change):
    found = read(MODEL.replace(*change).encode()).check()
    assert found
    assert all(isinstance(one, (Unsupported, RuleError)) for one in found)


def test_an_import_that_cannot_be_found_is_refused():
    with pytest.raises(RuleError, match="urn:other"):
        read((HEAD + '<import name="o" namespace="urn:other" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>'
              "</definitions>").encode())


def test_the_kit_runner_counts_each_expected_result(tmp_path):
    (tmp_path / "shop.dmn").write_text(MODEL, encoding="utf-8")
    (tmp_path / "shop-test-01.xml").write_text("""<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
        <modelName>shop.dmn</modelName><testCase id="1">
        <inputNode name="经营面积"><value xsi:type="xsd:decimal">320</value></inputNode>
        <resultNode name="to pay"><expected><value xsi:type="xsd:decimal">600</value></expected></resultNode>
        <resultNode name="needs fire opinion"><expected><value xsi:type="xsd:boolean">false</value></expected>
        </resultNode>
        </testCase></testCases>""", encoding="utf-8")
    cases = list(run(tmp_path))
    assert [(case.result, case.passed) for case in cases] == [("to pay", True), ("needs fire opinion", False)]
    assert cases[1].expected == "false"
    assert cases[1].got == "true"
