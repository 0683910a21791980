package io.selvage.catalog.exports;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL template as OpenAPI sees it: a path, and query parameters that must be there.
 *
 * @param path the path
 * @param pathNames the names in its braces
 * @param queryNames the names in the braces of the query
 * @param isPlain whether the query is nothing but {@code name={name}}, so that an import
 * of path and required parameters makes the same template again
 */
record TemplateParts(String path, List<String> pathNames, List<String> queryNames, boolean isPlain) {

	private static final Pattern BRACES = Pattern.compile("\\{([^{}]+)}");

	private static final Pattern PLAIN = Pattern.compile("([^={}&]+)=\\{\\1}");

	static TemplateParts of(String template) {
		int question = template.indexOf('?');
		String path = (question < 0) ? template : template.substring(0, question);
		String query = (question < 0) ? "" : template.substring(question + 1);
		boolean plain = question < 0 || !query.isEmpty();
		for (String part : query.isEmpty() ? new String[0] : query.split("&", -1)) {
			plain = plain && PLAIN.matcher(part).matches();
		}
		return new TemplateParts(path.startsWith("/") ? path : "/" + path, names(path), names(query), plain);
	}

	private static List<String> names(String text) {
		List<String> names = new ArrayList<>();
		Matcher matcher = BRACES.matcher(text);
		while (matcher.find()) {
			names.add(matcher.group(1));
		}
		return List.copyOf(names);
	}

}
