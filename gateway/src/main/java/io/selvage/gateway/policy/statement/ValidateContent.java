package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.selvage.gateway.context.BodySchema;
import io.selvage.gateway.context.BodyTooLargeException;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.context.OperationContract;
import io.selvage.gateway.context.UnusableSchemaException;
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
import reactor.core.publisher.Mono;

/**
 * {@code validate-content}: size, media type and format of a body. It is compared with
 * the schema of the catalog that is named, otherwise JSON with the schema the API's
 * description gives for the operation and media type.
 */
final class ValidateContent implements StatementFactory {

	private static final int LARGEST = 4 * 1024 * 1024;

	private static final List<String> JSON_ATTRIBUTES = List.of("allow-additional-properties",
			"case-insensitive-property-names");

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("validate-content")
			.with(ValidationAction.attribute("unspecified-content-type-action").mandatory(),
					AttributeSpec.integer("max-size", 0, LARGEST).mandatory().orExpression(),
					ValidationAction.attribute("size-exceeded-action").mandatory(), Validation.attribute())
			.with(ContentTypes.ELEMENT, 0, 1)
			.with(ElementSpec.named("content")
				.with(AttributeSpec.text("type"),
						AttributeSpec.choice("validate-as", "json", "xml", "soap").mandatory(),
						ValidationAction.attribute("action").mandatory(), AttributeSpec.text("schema-id"),
						AttributeSpec.text("schema-ref"), AttributeSpec.bool("allow-additional-properties"),
						AttributeSpec.bool("case-insensitive-property-names")),
					0, ElementSpec.MANY),
				"Checks size, media type and format of a body, and compares it with a schema.")
		.in(Section.INBOUND, Section.OUTBOUND, Section.ON_ERROR);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		List<Content> contents = new ArrayList<>();
		for (StatementBinding content : binding.children("content")) {
			contents.add(content(content));
		}
		Limit limit = new Limit(binding.number("max-size"), ValidationAction.of(binding, "size-exceeded-action"),
				binding.bodyLimit());
		return new ValidateStep(Validation.of(binding), limit,
				ValidationAction.of(binding, "unspecified-content-type-action"),
				ContentTypes.of(binding.child("content-type-map")), List.copyOf(contents));
	}

	private static Content content(StatementBinding binding) {
		String kind = binding.literal("validate-as").strip();
		WellFormedness format = switch (kind) {
			case "xml" -> WellFormedness.XML;
			case "soap" -> WellFormedness.SOAP;
			default -> WellFormedness.JSON;
		};
		if (format != WellFormedness.JSON) {
			for (String attribute : JSON_ATTRIBUTES) {
				if (binding.has(attribute)) {
					binding.error(attribute,
							"The '" + attribute + "' attribute needs validate-as=\"json\". Remove it.");
				}
			}
			if (!binding.has("schema-id")) {
				binding.warning("The body is checked for being well-formed; it is not compared with a schema. Name one "
						+ "of the catalog with 'schema-id'.");
			}
		}
		BodySchema.Reading reading = reading(binding);
		return new Content(binding.has("type") ? ContentTypes.essence(binding.literal("type")) : "", format,
				ValidationAction.of(binding, "action"), reading, NamedSchema.of(binding, format, reading));
	}

	private static BodySchema.Reading reading(StatementBinding binding) {
		Boolean additional = binding.has("allow-additional-properties")
				? Boolean.valueOf(binding.literal("allow-additional-properties").strip()) : null;
		return new BodySchema.Reading(additional, binding.has("case-insensitive-property-names")
				&& Boolean.parseBoolean(binding.literal("case-insensitive-property-names").strip()));
	}

	/**
	 * What bodies of a media type must be.
	 *
	 * @param type the media type; empty: every type the API describes
	 * @param format the format
	 * @param action what is done about others
	 * @param reading how the schema is read
	 * @param named the schema of the catalog, or null for the one of the description
	 */
	private record Content(String type, WellFormedness format, Value<ValidationAction> action,
			BodySchema.Reading reading, @Nullable BodySchema named) {

		/**
		 * Returns the way in which a body is not as it must be; null if there is none.
		 */
		@Nullable Finding finding(byte[] body, String mediaType, String kind, @Nullable BodySchema described,
				ValidationAction taken) {
			String problem = this.format.problem(body);
			if (problem != null) {
				return new Finding(mediaType, kind, "IncorrectMessage",
						"The body is not " + this.format.name() + ": " + problem + ".", taken);
			}
			BodySchema schema = (this.named != null) ? this.named
					: (this.format == WellFormedness.JSON) ? described : null;
			if (schema == null) {
				return null;
			}
			try {
				String difference = schema.problem(body, this.reading);
				return (difference != null)
						? new Finding(
								mediaType, kind, "IncorrectMessage", "The body does not fit the definition '"
										+ schema.name() + "' of the media type '" + mediaType + "': " + difference,
								taken)
						: null;
			}
			catch (UnusableSchemaException unusable) {
				return new Finding(mediaType, kind, Validation.UNUSABLE_SCHEMA, unusable.getMessage(), taken);
			}
		}

	}

	/**
	 * How large a body may be.
	 *
	 * @param max the limit in bytes
	 * @param action what is done about larger ones
	 * @param buffer how many bytes may be read into memory, if larger bodies pass
	 */
	private record Limit(Value<BigDecimal> max, Value<ValidationAction> action, int buffer) {
	}

	/**
	 * What the API's description says about the bodies of a message.
	 *
	 * @param types the media types, in lower case
	 * @param schemas the schemas by media type
	 */
	private record Described(Set<String> types, Map<String, BodySchema> schemas) {

		static Described of(OperationContract.Response response) {
			return new Described(response.types(), response.schemas());
		}

	}

	private record ValidateStep(Validation validation, Limit limit, Value<ValidationAction> unspecified,
			ContentTypes types, List<Content> contents) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			boolean request = this.validation.onRequest();
			GatewayResponse response = execution.context().response();
			MessageBody body = request ? execution.context().request().body()
					: (response != null) ? response.body() : null;
			if (body == null || body.consumed()) {
				return null;
			}
			OperationContract contract = execution.context().operation().contract();
			MessageHeaders headers = (request || response == null) ? execution.context().request().headers()
					: response.headers();
			Described described = (request || response == null)
					? new Described(contract.requestTypes(), contract.requestSchemas())
					: Described.of(contract.response(response.statusCode()));
			return run(execution, body, headers, described);
		}

		private @Nullable Mono<Void> run(PolicyExecution execution, MessageBody body, MessageHeaders headers,
				Described described) {
			int max = this.limit.max().get(execution).intValue();
			ValidationAction exceeded = this.limit.action().get(execution);
			List<Finding> findings = new ArrayList<>();
			if (announced(headers) > max && body.bytes() == null) {
				tooLarge(max, exceeded, findings);
				this.validation.conclude(execution, findings);
				return null;
			}
			byte[] bytes = body.bytes();
			if (bytes != null) {
				check(execution, bytes, headers, described, findings);
				return null;
			}
			if (exceeded == ValidationAction.PREVENT) {
				return body.buffer(max)
					.doOnNext((read) -> check(execution, read, headers, described, findings))
					.onErrorResume(BodyTooLargeException.class, (tooLarge) -> {
						tooLarge(max, exceeded, findings);
						this.validation.conclude(execution, findings);
						return Mono.empty();
					})
					.then();
			}
			return body.buffer(this.limit.buffer())
				.doOnNext((read) -> check(execution, read, headers, described, findings))
				.then();
		}

		private static long announced(MessageHeaders headers) {
			String length = headers.first("Content-Length");
			try {
				return (length != null) ? Long.parseLong(length.strip()) : -1;
			}
			catch (NumberFormatException malformed) {
				return -1;
			}
		}

		private void check(PolicyExecution execution, byte[] body, MessageHeaders headers, Described described,
				List<Finding> findings) {
			int max = this.limit.max().get(execution).intValue();
			if (body.length > max) {
				tooLarge(max, this.limit.action().get(execution), findings);
			}
			else if (body.length > 0) {
				content(execution, body, this.types.of(headers.first("Content-Type"), execution), described, findings);
			}
			this.validation.conclude(execution, findings);
		}

		private void tooLarge(int max, ValidationAction action, List<Finding> findings) {
			if (action != ValidationAction.IGNORE) {
				findings.add(new Finding("", kind(), "SizeLimit",
						"The body is larger than the limit of " + max + " bytes.", action));
			}
		}

		private void content(PolicyExecution execution, byte[] body, String type, Described described,
				List<Finding> findings) {
			boolean known = described.types().contains(type);
			for (Content content : this.contents) {
				if (content.type().isEmpty() ? described.types().contains(type) : content.type().equals(type)) {
					known = true;
					ValidationAction action = content.action().get(execution);
					Finding finding = (action != ValidationAction.IGNORE)
							? content.finding(body, type, kind(), described.schemas().get(type), action) : null;
					if (finding != null) {
						findings.add(finding);
					}
				}
			}
			ValidationAction action = known ? ValidationAction.IGNORE : this.unspecified.get(execution);
			if (action != ValidationAction.IGNORE) {
				findings.add(
						new Finding(type, kind(), "Unspecified",
								type.isEmpty() ? "The body has no media type."
										: "The API does not describe bodies of the media type '" + type + "'.",
								action));
			}
		}

		private String kind() {
			return this.validation.onRequest() ? "RequestBody" : "ResponseBody";
		}

	}

}
