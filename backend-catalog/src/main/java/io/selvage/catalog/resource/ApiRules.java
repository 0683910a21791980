package io.selvage.catalog.resource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The rules of APIs, operations and version sets on their own.
 */
final class ApiRules {

	private static final Pattern PATH = Pattern.compile("|[\\w]|[\\w.][\\w\\-/.:]{0,398}[\\w\\-]");

	private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

	private ApiRules() {
	}

	static void check(Draft draft) {
		String path = draft.text("path");
		if (path != null && !PATH.matcher(path).matches()) {
			draft.error("path", pathRefusal(path));
		}
		boolean current = !draft.id().name().toLowerCase(Locale.ROOT).contains(";rev=");
		complete(draft, current);
		if (draft.has("apiVersion") && !draft.has("apiVersionSetId") && !draft.has("apiVersionSet")
				&& !String.valueOf(draft.text("apiVersion")).isEmpty()) {
			draft.error("apiVersionSetId", "An API with a version needs a version set.");
		}
		if (draft.origin() == Origin.REQUEST && draft.has("format") && !draft.has("value")) {
			draft.error("value", "The Value field is required: the format says that a description is to be imported.");
		}
	}

	private static String pathRefusal(String path) {
		if (path.startsWith("/") || path.endsWith("/")) {
			return "The path must not begin or end with '/'.";
		}
		return "The path may consist of letters, digits and the characters - _ . : /.";
	}

	private static void complete(Draft draft, boolean current) {
		draft.properties().put("isCurrent", current);
		if (!current) {
			String name = draft.id().name();
			draft.properties()
				.put("apiRevision", name.substring(name.toLowerCase(Locale.ROOT).lastIndexOf(";rev=") + 5));
		}
		if (!draft.has("displayName")) {
			draft.properties().put("displayName", draft.id().name());
		}
		if (draft.properties().path("protocols").isEmpty()) {
			ArrayNode protocols = draft.properties().putArray("protocols");
			protocols.add("https");
		}
	}

	static void checkOperation(Draft draft) {
		String template = String.valueOf(draft.text("urlTemplate"));
		if (!template.startsWith("/") && !template.startsWith("?")) {
			draft.error("urlTemplate", "The urlTemplate must begin with '/'.");
		}
		String method = String.valueOf(draft.text("method"));
		if (!HeaderText.isToken(method)) {
			draft.error("method", "The method is no HTTP token.");
		}
		checkParameters(draft, template);
	}

	private static void checkParameters(Draft draft, String template) {
		Set<String> declared = new HashSet<>();
		JsonNode parameters = draft.properties().path("templateParameters");
		for (int i = 0; i < parameters.size(); i++) {
			String name = parameters.get(i).path("name").asString();
			if (!declared.add(name.toLowerCase(Locale.ROOT))) {
				draft.error("templateParameters[" + i + "].name",
						"The template parameter '" + name + "' is declared twice.");
			}
		}
		List<String> missing = new ArrayList<>();
		Set<String> used = new HashSet<>();
		Matcher matcher = BRACES.matcher(template);
		while (matcher.find()) {
			String name = matcher.group(1).strip();
			String key = name.startsWith("*") ? name.substring(1).toLowerCase(Locale.ROOT)
					: name.toLowerCase(Locale.ROOT);
			if (!used.add(key)) {
				draft.error("urlTemplate", "The template parameter '" + name + "' occurs twice in the urlTemplate.");
			}
			if (!declared.contains(key) && !declared.contains(name.toLowerCase(Locale.ROOT))) {
				missing.add(name);
			}
		}
		if (!missing.isEmpty()) {
			draft.error("templateParameters", "All template parameters used in the UriTemplate must be defined in the "
					+ "Operation, please ensure to define: " + String.join(", ", missing) + ".");
		}
		String rest = used.isEmpty() ? template : matcher.replaceAll("");
		if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
			draft.error("urlTemplate", "The urlTemplate has a brace without its partner.");
		}
	}

	static void checkVersionSet(Draft draft) {
		String scheme = String.valueOf(draft.text("versioningScheme"));
		if (scheme.equals("Query") && !draft.has("versionQueryName")) {
			draft.error("versionQueryName", "The VersionQueryName field is required.");
		}
		if (scheme.equals("Header") && !draft.has("versionHeaderName")) {
			draft.error("versionHeaderName", "The VersionHeaderName field is required.");
		}
	}

}
