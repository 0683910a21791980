package io.selvage.conformance.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.selvage.gateway.policy.PolicyCompiler;
import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.document.PolicyProblem;
import io.selvage.gateway.policy.document.RefusalReason;
import io.selvage.gateway.policy.schema.StoredSchema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether a public document loads. It may be refused for a reason the page of policies
 * documents: a policy that is not offered, or a rule of a policy's reference page, which
 * holds in Azure API Management as well. One that is known to be defective must not crash
 * the reader.
 */
final class DocumentCheck {

	private final PolicyLanguage language = Language.create();

	/** What the project promises. */
	private static final double LEAST_LOADED = 0.97;

	private final List<String> notes = new ArrayList<>();

	private int loaded;

	private final Map<RefusalReason, Integer> refused = new EnumMap<>(RefusalReason.class);

	private int documents;

	private int defective;

	@Nullable String check(Path half, JsonNode entry) throws IOException {
		String text = Files.readString(half.resolve(entry.get("file").asString()));
		PolicyCompiler compiler = this.language.compiler(new AnyEnvironment(text));
		PolicySource source = PolicySource.strict(entry.get("id").asString(), text, PolicyFormat.ANY);
		boolean fragment = entry.path("root").asString("policies").equals("fragment");
		List<PolicyProblem> errors = (fragment ? compiler.checkFragment(source) : check(compiler, source)).stream()
			.filter(PolicyProblem::isError)
			.toList();
		if (entry.has("defects")) {
			this.defective++;
			return null;
		}
		this.documents++;
		if (errors.isEmpty()) {
			this.loaded++;
			return null;
		}
		List<PolicyProblem> others = errors.stream().filter((problem) -> !documented(problem)).toList();
		if (others.isEmpty()) {
			errors.stream().map(PolicyProblem::reason).distinct().forEach(this::countRefused);
			this.notes.add(entry.get("id").asString() + " refused: " + errors.get(0).text());
			return null;
		}
		return others.get(0).text() + ((others.size() > 1) ? " (and " + (others.size() - 1) + " more)" : "");
	}

	/**
	 * The index does not say where a document was installed; some policies ask for it.
	 */
	private static List<PolicyProblem> check(PolicyCompiler compiler, PolicySource source) {
		List<PolicyProblem> atApi = compiler.check(PolicyScope.API, source);
		return misplaced(atApi) ? Stream.of(PolicyScope.PRODUCT, PolicyScope.GLOBAL)
			.map((scope) -> compiler.check(scope, source))
			.filter((problems) -> !misplaced(problems))
			.findFirst()
			.orElse(atApi) : atApi;
	}

	private static boolean misplaced(List<PolicyProblem> problems) {
		return problems.stream().anyMatch((problem) -> problem.reason() == RefusalReason.PLACE);
	}

	/** The page of policies gives the reason, and it is not the gateway's alone. */
	private static boolean documented(PolicyProblem problem) {
		RefusalReason reason = problem.reason();
		return reason != null && reason.byReference();
	}

	private void countRefused(@Nullable RefusalReason reason) {
		if (reason != null) {
			this.refused.merge(reason, 1, Integer::sum);
		}
	}

	/** Documented refusals must stay rare. */
	@Nullable String share() {
		double share = (this.documents == 0) ? 1 : (double) this.loaded / this.documents;
		return (share >= LEAST_LOADED) ? null
				: "only %.1f %% of the documents without defects load".formatted(100 * share);
	}

	List<String> remarks() {
		List<String> remarks = new ArrayList<>();
		remarks.add("%d of %d loaded (%.1f %%), %d more known to be defective; refused for a documented reason: %s"
			.formatted(this.loaded, this.documents, 100.0 * this.loaded / Math.max(1, this.documents), this.defective,
					this.refused.isEmpty() ? "none"
							: this.refused.entrySet()
								.stream()
								.map((entry) -> entry.getValue() + " " + entry.getKey().label())
								.collect(Collectors.joining(", "))));
		remarks.addAll(this.notes);
		return remarks;
	}

	/**
	 * Has whatever a document refers to: a URL where one is needed, else a number.
	 */
	private record AnyEnvironment(String text) implements PolicyEnvironment {

		@Override
		public NamedValue namedValue(String name) {
			String reference = "\\{\\{\\s*" + Pattern.quote(name) + "\\s*}}";
			boolean url = Pattern.compile("url=\"" + reference + "|url>\\s*" + reference).matcher(this.text).find();
			return new NamedValue(url ? "https://named.example" : "1", false);
		}

		@Override
		public StoredSchema schema(String id) {
			return new StoredSchema.Unknown(id);
		}

		@Override
		public PolicySource fragment(String id) {
			return PolicySource.strict(id, "<fragment/>", PolicyFormat.XML);
		}

		@Override
		public String backendUrl(String id) {
			return "https://backend.example";
		}

	}

}
