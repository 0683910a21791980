package io.selvage.gateway.policy.liquid;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LiquidTemplateTests {

	private static final Map<String, Object> BODY = Map.of("name", "Ann lee", "price", new BigDecimal("7.50"), "count",
			7, "tags", List.of("b", "a", "b"), "items", List.of(Map.of("id", 2), Map.of("id", 1)), "none", "", "date",
			"2024-03-05T10:20:30Z");

	private static String render(String template) throws LiquidSyntaxException {
		return render(template, BODY);
	}

	private static String render(String template, @Nullable Object body) throws LiquidSyntaxException {
		return LiquidTemplate.parse(template).render((name) -> name.equals("body") ? body : null, 100_000);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = false,
			value = { "{{ body.name }}~Ann lee", "{{body.items[1].id}}~1", "{{body['name']}}~Ann lee",
					"{{body.nope.x}}!~!", "{{body.tags.size}}~3", "{{body.tags | First}}{{body.tags | Last}}~bb",
					"{{ 'x' }}{{ 1.50 }}~x1.50", "{{ body.name | Upcase | Append: '!' }}~ANN LEE!",
					"{{ body.name | Capitalize }}~Ann Lee", "{{ body.count | Plus: 1 }}~8", "{{ '7' | Plus: '1' }}~71",
					"{{ body.count | DividedBy: 2 }}~3", "{{ body.price | DividedBy: 2 }}~3.75",
					"{{ body.count | Modulo: 4 }}~3", "{{ -3 | Abs }}~3",
					"{{ body.count | AtMost: 5 }}{{ body.count | AtLeast: 9 }}~59", "{{ 2.5 | Round }}~2",
					"{{ 2.345 | Round: 2 }}~2.34", "{{ 1234.5 | Currency }}~$1,234.50", "{{ 'ab' | Times: 2 }}~abab",
					"{{ body.none | Default: 'd' }}~d", "{{ body.nope | Default: 'd' }}~d",
					"{{ body.tags | Uniq | Join: ',' }}~b,a", "{{ body.tags | Sort | Join }}~a b b",
					"{{ body.items | Sort: 'id' | Map: 'id' | Join: ',' }}~1,2", "{{ 'a,b' | Split: ',' | Size }}~2",
					"{{ 'a.b.c' | Replace: '\\.', '-' }}~a-b-c", "{{ 'aXbX' | ReplaceFirst: 'X', '' }}~abX",
					"{{ 'aXbX' | Remove: 'X' }}{{ 'aXbX' | RemoveFirst: 'X' }}~ababX",
					"{{ 'abcdef' | Slice: 1, 3 }}~bcd", "{{ 'abcdef' | Slice: -2, 2 }}~ef",
					"{{ 'abcdefgh' | Truncate: 6 }}~abc...", "{{ 'a b c d' | TruncateWords: 2 }}~a b...",
					"{{ '<b>x</b>' | StripHtml }}~x", "{{ '<a>&' | Escape }}{{ '<' | H }}~&lt;a&gt;&amp;&lt;",
					"{{ 'a b&c' | UrlEncode }}~a+b%26c", "{{ 'a+b%26c' | UrlDecode }}~a b&c",
					"{{ '  x ' | Lstrip }}|{{ '  x ' | Rstrip }}|{{ ' x ' | Strip }}~x |  x|x",
					"{{ 'x' | Prepend: 'y' }}~yx", "{{ body.date | Date: 'yyyyMMdd' }}~20240305",
					"{{ 'no date' | Date: 'yyyy' }}~no date", "{{ 'A' | Downcase }}~a", "{{ 2 | Minus: 3 }}~-1" })
	void valuesAndFiltersRenderAsInDotLiquid(String template, String expected) throws LiquidSyntaxException {
		assertThat(render(template)).isEqualTo(expected);
	}

	@Test
	void tableRowsPutTheirRoundsIntoCells() throws LiquidSyntaxException {
		assertThat(render("{% tablerow t in body.tags cols:2 %}{{ t }}{{ tablerowloop.col }}{% endtablerow %}"))
			.isEqualTo("<tr class=\"row1\">\n<td class=\"col1\">b1</td><td class=\"col2\">a2</td></tr>\n"
					+ "<tr class=\"row2\"><td class=\"col1\">b1</td></tr>\n");
		assertThat(render("{% tablerow t in body.tags limit:1 %}{{ tablerowloop.last }}{% endtablerow %}"))
			.isEqualTo("<tr class=\"row1\">\n<td class=\"col1\">true</td></tr>\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = false,
			value = { "{% if body.count > 5 and body.name == 'Ann lee' %}y{% else %}n{% endif %}~y",
					"{% if body.count < 5 %}a{% elsif body.count == 7 %}b{% else %}c{% endif %}~b",
					"{% if body.nope %}a{% endif %}{% if body.none == empty %}e{% endif %}~e",
					"{% unless body.nope %}u{% endunless %}~u", "{% if body.tags contains 'a' %}c{% endif %}~c",
					"{% case body.count %}{% when 1, 2 %}x{% when 7 %}seven{% else %}z{% endcase %}~seven",
					"{% case 3 %}{% when 1 %}x{% else %}z{% endcase %}~z",
					"{% for t in body.tags %}{{ forloop.index }}{{ t }}{% endfor %}~1b2a3b",
					"{% for t in body.tags limit:1 offset:1 %}{{ t }}{% endfor %}~a",
					"{% for t in body.nope %}x{% else %}none{% endfor %}~none",
					"{% for i in (1..4) %}{% if i == 3 %}{% break %}{% endif %}{{ i }}{% endfor %}~12",
					"{% for i in (1..3) %}{% if i == 2 %}{% continue %}{% endif %}{{ i }}{% endfor %}~13",
					"{% JSONArrayFor t in body.tags %}{{ t }}{% endJSONArrayFor %}~b,a,b",
					"{% assign x = body.name | Size %}{{ x }}~7",
					"{% capture c %}<{{ body.count }}>{% endcapture %}{{ c }}{{ c }}~<7><7>",
					"{% cycle 'a', 'b' %}{% cycle 'a', 'b' %}{% cycle 'a', 'b' %}~aba",
					"{% increment n %}{% increment n %}{% decrement m %}~01-1",
					"a{% comment %}{{ x | nope }}{% endcomment %}b~ab", "{% raw %}{{ x }}{% endraw %}~{{ x }}",
					"a {%- if true -%} b {%- endif -%} c~abc",
					"{% for t in body.tags reversed %}{{ t }}{% endfor %}~bab" })
	void tagsControlWhatIsRendered(String template, String expected) throws LiquidSyntaxException {
		assertThat(render(template)).isEqualTo(expected);
	}

	@Test
	void xmlElementsAreFoundWithoutRegardToCaseAndPrefix() throws LiquidSyntaxException {
		String xml = "<s:Envelope xmlns:s='urn:s'><s:Body><Answer id='7'><Item>1</Item><Item>2</Item>"
				+ "<One>x</One></Answer></s:Body></s:Envelope>";
		Object body = LiquidBody.read(xml, "text/xml; charset=utf-8", false);
		assertThat(render("{{body.envelope.body.answer.one}}{{body.envelope.body.Answer.id}}", body)).isEqualTo("x7");
		assertThat(render("{% JSONArrayFor i in body.envelope.body.answer.item %}{{i}}{% endJSONArrayFor %}"
				+ "|{% JSONArrayFor i in body.envelope.body.answer.one %}{{i}}{% endJSONArrayFor %}", body))
			.isEqualTo("1,2|x");
	}

	@Test
	void aNilElementIsBlankOrNothing() throws LiquidSyntaxException {
		String xml = "<r xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><a xsi:nil='true'/></r>";
		String template = "{% if body.r.a %}blank{% else %}null{% endif %}";
		assertThat(render(template, LiquidBody.read(xml, "application/xml", false))).isEqualTo("blank");
		assertThat(render(template, LiquidBody.read(xml, "application/xml", true))).isEqualTo("null");
	}

	@Test
	void jsonNumbersKeepTheirDigits() throws LiquidSyntaxException {
		Object body = LiquidBody.read("{\"a\":1.10,\"b\":12345678901234567890}", "application/problem+json", false);
		assertThat(render("{{body.a}} {{body.b}}", body)).isEqualTo("1.10 12345678901234567890");
	}

	@Test
	void aBodyThatIsNotWhatItsMediaTypeSaysIsText() throws LiquidSyntaxException {
		assertThat(render("{{body}}", LiquidBody.read("{no json", "application/json", false))).isEqualTo("{no json");
		assertThat(render("{{body}}", LiquidBody
			.read("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>", "text/xml", false)))
			.contains("&x;");
	}

	@Test
	void markupNobodyUnderstandsIsSkippedAsDotLiquidDoes() throws LiquidSyntaxException {
		assertThat(render("{{@context.Request.MatchedParameters['countyNo'] | Default: 'notfound')}}"))
			.isEqualTo("notfound");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{{ x", "{% if x %}", "{% nope %}", "{{ x | nope }}", "{% for x %}{% endfor %}",
			"{% raw %}", "{% assign %}", "{% for a in b size:1 %}{% endfor %}", "{% if a %}{% endfor %}" })
	void aBrokenTemplateIsRefusedWithItsPlace(String template) {
		assertThatThrownBy(() -> LiquidTemplate.parse("ab" + template)).isInstanceOfSatisfying(
				LiquidSyntaxException.class, (ex) -> assertThat(ex.offset()).isBetween(2, template.length() + 2));
	}

	@Test
	void loopsAndOutputAreLimited() throws LiquidSyntaxException {
		LiquidTemplate loops = LiquidTemplate
			.parse("{% for a in (1..1000) %}{% for b in (1..1000) %}{% endfor %}{% endfor %}");
		LiquidTemplate output = LiquidTemplate
			.parse("{% assign x = 'aaaaaaaaaa' | Times: 5000 %}{{ x }}{{ x }}{{ x }}");
		assertThatThrownBy(() -> loops.render((name) -> null, 1000)).isInstanceOf(LiquidLimitException.class);
		assertThatThrownBy(() -> output.render((name) -> null, 100_000)).isInstanceOf(LiquidLimitException.class);
	}

}
