package io.selvage.gateway.policy.statement;

import io.selvage.gateway.expression.json.Formatting;
import io.selvage.gateway.expression.json.JObject;
import io.selvage.gateway.expression.xml.XDocument;
import io.selvage.gateway.expression.xml.XmlToJson;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;

/**
 * {@code xml-to-json}: converts a body by the rules of Json.NET. The kind
 * {@code javascript-friendly} gives attributes and texts names that JavaScript can write
 * without quotes.
 */
final class ConvertXmlToJson implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("xml-to-json")
			.with(AttributeSpec.choice("kind", "direct", "javascript-friendly").mandatory().orExpression(),
					AttributeSpec.choice("apply", "always", "content-type-xml").mandatory().orExpression(),
					BodyConversion.CONSIDER_ACCEPT,
					AttributeSpec.bool("always-array-child-elements").orExpression().otherwise("false")),
				"Converts the body from XML to JSON.")
		.in(Section.INBOUND, Section.OUTBOUND, Section.ON_ERROR);

	private static final BodyConversion.Formats FORMATS = new BodyConversion.Formats("xml", "json", "application/json");

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		Value<String> kind = binding.text("kind");
		Value<Boolean> arrays = binding.bool("always-array-child-elements");
		return BodyConversion.compile(binding, FORMATS, (text, execution) -> {
			boolean friendly = kind.get(execution).strip().equals("javascript-friendly");
			JObject json = new XmlToJson(arrays.get(execution), "@", "#text").convert(XDocument.parse(text, false));
			return (friendly ? JavaScriptNames.of(json) : json).toString(Formatting.NONE);
		});
	}

}
