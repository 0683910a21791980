package io.selvage.gateway.policy.statement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.xml.transform.TransformerException;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.document.PolicyAttribute;
import io.selvage.gateway.policy.document.PolicyElement;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@code xsl-transform}: transforms the XML body of the request (inbound) or response
 * (outbound, on-error) by a stylesheet, which is compiled when the document is saved.
 */
final class XslTransform implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("xsl-transform")
			.with(ElementSpec.named("parameter")
				.with(AttributeSpec.text("name").mandatory())
				.holding(ElementSpec.Content.TEXT), 0, ElementSpec.MANY)
			.holding(ElementSpec.Content.MARKUP), "Transforms an XML body by an XSLT 1.0 stylesheet.")
		.in(Section.INBOUND, Section.OUTBOUND, Section.ON_ERROR);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		binding.readsBody();
		Map<String, Value<String>> parameters = new LinkedHashMap<>();
		for (StatementBinding parameter : binding.children("parameter")) {
			if (!parameter.has("name")) {
				parameter.error("The required attribute 'name' is missing.");
				continue;
			}
			parameters.put(parameter.literal("name"), parameter.content());
		}
		Stylesheet stylesheet = stylesheet(binding);
		return (stylesheet != null)
				? new TransformStep(stylesheet, Map.copyOf(parameters), binding.bodyLimit(), binding.site())
				: (execution) -> null;
	}

	/** Returns null after an error was reported. */
	private static @Nullable Stylesheet stylesheet(StatementBinding binding) {
		List<PolicyElement> sheets = binding.element()
			.elements()
			.stream()
			.filter((element) -> !element.name().equals("parameter"))
			.toList();
		if (sheets.size() != 1) {
			binding.error("Exactly one stylesheet ('xsl:stylesheet' or 'xsl:transform') is required, and nothing else "
					+ "but 'parameter'.");
			return null;
		}
		try {
			return Stylesheet.compile(text(sheets.get(0)));
		}
		catch (TransformerException invalid) {
			binding.error("The stylesheet cannot be compiled: " + invalid.getMessage());
			return null;
		}
	}

	private static String text(PolicyElement element) {
		StringBuilder text = new StringBuilder("<").append(element.name());
		for (PolicyAttribute attribute : element.attributes()) {
			text.append(' ').append(attribute.name()).append("=\"");
			text.append(attribute.value().text().replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"));
			text.append('"');
		}
		return text.append('>')
			.append(element.inner().text())
			.append("</")
			.append(element.name())
			.append('>')
			.toString();
	}

	private record TransformStep(Stylesheet stylesheet, Map<String, Value<String>> parameters, int limit,
			StatementSite site) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			boolean request = Message.isRequest(this.site.section());
			GatewayResponse response = execution.context().response();
			MessageBody body = request ? execution.context().request().body()
					: (response != null) ? response.body() : null;
			byte[] bytes = (body != null && !body.consumed()) ? body.bytes() : null;
			if (bytes == null || bytes.length == 0) {
				return null;
			}
			Map<String, String> values = new LinkedHashMap<>();
			this.parameters.forEach((name, value) -> {
				String given = value.getOrNull(execution);
				values.put(name, (given != null) ? given : "");
			});
			// Transformations take as long as their authors like: not on an event loop.
			return Mono.fromCallable(() -> transform(bytes, values))
				.subscribeOn(Schedulers.boundedElastic())
				.doOnNext((result) -> {
					if (request) {
						execution.context().request().body(MessageBody.of(result));
					}
					else if (response != null) {
						response.body(MessageBody.of(result));
					}
				})
				.then();
		}

		private byte[] transform(byte[] bytes, Map<String, String> values) {
			try {
				return this.stylesheet.transform(bytes, values, this.limit);
			}
			catch (TransformerException failed) {
				throw this.site.failure("TransformationFailed", "The body cannot be transformed.",
						Message.isRequest(this.site.section()) ? 400 : 502);
			}
		}

	}

}
