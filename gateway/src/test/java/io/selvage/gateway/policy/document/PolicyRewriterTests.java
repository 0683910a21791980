package io.selvage.gateway.policy.document;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyRewriterTests {

	private static final String RAW = """
			<policies>
				<!-- a < b && "c" stays -->
				<inbound>
					<base />
					<set-variable name="x" value="@(context.Request.Headers.GetValueOrDefault("a", "b") == "{{nv}}")" />
					<choose><when condition='@(1 < 2 && "x".Length > 0)'><base /></when></choose>
					<set-body>@{ return "<a>" + 1; }</set-body>
				</inbound>
			</policies>
			""";

	private final PolicyRewriter rewriter = new PolicyRewriter();

	@Test
	void expressionsAreEncodedAndAllElseStaysAsItWas() {
		assertThat(this.rewriter.rewrite(RAW, PolicyFormat.XML)).isEqualTo(
				"""
						<policies>
							<!-- a < b && "c" stays -->
							<inbound>
								<base />
								<set-variable name="x" value="@(context.Request.Headers.GetValueOrDefault(&quot;a&quot;, &quot;b&quot;) == &quot;{{nv}}&quot;)" />
								<choose><when condition='@(1 &lt; 2 &amp;&amp; &quot;x&quot;.Length &gt; 0)'><base /></when></choose>
								<set-body>@{ return &quot;&lt;a&gt;&quot; + 1; }</set-body>
							</inbound>
						</policies>
						""");
	}

	@Test
	void thereAndBackIsTheSameDocument() {
		assertThat(this.rewriter.rewrite(this.rewriter.rewrite(RAW, PolicyFormat.XML), PolicyFormat.RAWXML))
			.isEqualTo(RAW);
	}

	@Test
	void aLineCommentInAnAttributeKeepsItsEnd() {
		String raw = "<policies><inbound><set-variable name=\"x\" value=\"@{ // one\nreturn \"2\"; }\" /></inbound></policies>";
		String xml = this.rewriter.rewrite(raw, PolicyFormat.XML);
		assertThat(xml).contains("// one&#10;return");
		assertThat(this.rewriter.rewrite(xml, PolicyFormat.RAWXML)).isEqualTo(raw);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<policies><inbound><set-body><![CDATA[@(\"<a>\" + 1)]]></set-body></inbound></policies>",
			"<policies><inbound><set-body>a &lt; b &amp; c</set-body></inbound></policies>", "<policies><inbound />" })
	void whatMeansTheSameInBothFormatsOrCannotBeReadIsLeftAlone(String document) {
		assertThat(this.rewriter.rewrite(document, PolicyFormat.XML)).isEqualTo(document);
		assertThat(this.rewriter.rewrite(document, PolicyFormat.RAWXML)).isEqualTo(document);
	}

	@Test
	void strayMarkupInRawTextIsEncoded() {
		assertThat(this.rewriter.rewrite("<policies><set-body>a & b < c</set-body></policies>", PolicyFormat.XML))
			.isEqualTo("<policies><set-body>a &amp; b &lt; c</set-body></policies>");
	}

}
