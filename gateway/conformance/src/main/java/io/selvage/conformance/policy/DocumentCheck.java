package io.selvage.conformance.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import io.selvage.gateway.policy.PolicyCompiler;
import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.document.PolicyProblem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether a public document loads. It may be refused for policies that are documented as
 * not supported; one that Azure API Management would refuse itself must not crash the
 * reader.
 */
final class DocumentCheck {

	private final PolicyLanguage language = Language.create();

	private int loaded;

	private int notSupported;

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
		if (errors.isEmpty()) {
			this.loaded++;
			return null;
		}
		List<PolicyProblem> others = errors.stream()
			.filter((problem) -> !this.language.registry().refused().containsKey(problem.element()))
			.toList();
		if (others.isEmpty()) {
			this.notSupported++;
			return null;
		}
		return others.get(0).text() + ((others.size() > 1) ? " (and " + (others.size() - 1) + " more)" : "");
	}

	/**
	 * The index does not say where a document was installed; some policies ask for it.
	 */
	private static List<PolicyProblem> check(PolicyCompiler compiler, PolicySource source) {
		List<PolicyProblem> atApi = compiler.check(PolicyScope.API, source);
		return atApi.stream().anyMatch(PolicyProblem::isError) && source.text().contains("<quota ")
				? compiler.check(PolicyScope.PRODUCT, source) : atApi;
	}

	String summary() {
		return this.loaded + " loaded, " + this.notSupported + " refused for policies that are not supported, "
				+ this.defective + " known to be defective";
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
		public PolicySource fragment(String id) {
			return PolicySource.strict(id, "<fragment/>", PolicyFormat.XML);
		}

		@Override
		public String backendUrl(String id) {
			return "https://backend.example";
		}

	}

}
