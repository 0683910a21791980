package io.selvage.gateway.policy.statement;

import io.selvage.gateway.expression.json.JArray;
import io.selvage.gateway.expression.json.JContainer;
import io.selvage.gateway.expression.json.JObject;
import io.selvage.gateway.expression.json.JProperty;
import io.selvage.gateway.expression.json.JToken;
import io.selvage.gateway.expression.xml.JsonToXml;
import io.selvage.gateway.expression.xml.XDocument;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code json-to-xml}: converts a body by the rules of Json.NET. A document that is not
 * one object with one member becomes the content of an element {@code Document}.
 */
final class ConvertJsonToXml implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("json-to-xml")
			.with(AttributeSpec.choice("apply", "always", "content-type-json").mandatory().orExpression(),
					BodyConversion.CONSIDER_ACCEPT, AttributeSpec.bool("parse-date").orExpression().otherwise("true"),
					AttributeSpec.text("namespace-separator").orExpression().otherwise("_"),
					AttributeSpec.text("namespace-prefix").orExpression(),
					AttributeSpec.text("attribute-block-name").orExpression()),
				"Converts the body from JSON to XML.")
		.in(Section.INBOUND, Section.OUTBOUND, Section.ON_ERROR);

	private static final BodyConversion.Formats FORMATS = new BodyConversion.Formats("json", "xml", "application/xml");

	private static final String ROOT = "Document";

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		Value<Boolean> dates = binding.bool("parse-date");
		Value<String> separator = binding.text("namespace-separator");
		Value<String> prefix = binding.optionalText("namespace-prefix");
		Value<String> block = binding.optionalText("attribute-block-name");
		return BodyConversion.compile(binding, FORMATS, (text, execution) -> {
			JToken json = dates.get(execution) ? JToken.parse(text) : JToken.parseWithoutDates(text);
			String declaring = optional(prefix, execution);
			if (declaring != null && !declaring.isEmpty()) {
				declare(json, declaring, separator.get(execution));
			}
			JsonToXml conversion = new JsonToXml(null, separator.get(execution), optional(block, execution));
			XDocument document = conversion.convert(rooted(json));
			return (document.declaration() != null) ? document.save(false, "utf-8") : document.toString(false);
		});
	}

	private static @Nullable String optional(@Nullable Value<String> value, PolicyExecution execution) {
		return (value != null) ? value.getOrNull(execution) : null;
	}

	private static JToken rooted(JToken json) {
		if (json instanceof JObject object && hasOneRoot(object)) {
			return object;
		}
		JObject root = new JObject();
		if (json instanceof JArray array) {
			JObject items = new JObject();
			items.set("Item", array);
			root.set(ROOT, items);
		}
		else {
			root.set(ROOT, json);
		}
		return root;
	}

	/** A declaration beside it is no root; an array of one element is that element. */
	private static boolean hasOneRoot(JObject object) {
		int roots = 0;
		for (JProperty member : object.properties()) {
			boolean several = member.value() instanceof JArray array && array.count() != 1;
			roots += member.name().equals("?xml") ? 0 : several ? 2 : 1;
		}
		return roots == 1;
	}

	/** Makes members such as {@code xmlns:a} declarations of namespaces. */
	private static void declare(JToken json, String prefix, String separator) {
		if (json instanceof JObject object) {
			for (JProperty property : object.properties()) {
				String name = property.name();
				boolean isDeclaration = name.equals(prefix) || name.startsWith(prefix + separator);
				if (isDeclaration && !(property.value() instanceof JContainer)) {
					String rest = name.substring(Math.min(name.length(), prefix.length() + separator.length()));
					property.replace(new JProperty("@xmlns" + (rest.isEmpty() ? "" : ":" + rest), property.value()));
				}
			}
		}
		for (JToken child : json.children()) {
			declare((child instanceof JProperty property) ? property.value() : child, prefix, separator);
		}
	}

}
