package io.selvage.catalog.directory;

import java.util.List;
import java.util.Locale;

import io.selvage.catalog.resource.SourceLocation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds the line and column of a property in a JSON document. Only needed for reports, so
 * the document is read once more instead of keeping positions of everything.
 */
final class JsonPositions {

	private JsonPositions() {
	}

	/**
	 * Where a property stands.
	 * @param text the document
	 * @param target a path such as {@code properties.pool.services[0].id}
	 * @return the position of the property or, if it is missing, of the closest object
	 * around it; null if the document is not well-formed
	 */
	static @Nullable SourceLocation find(String text, String target) {
		List<String> path = List.of(target.toLowerCase(Locale.ROOT).replace("[", ".[").split("\\."));
		try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
			return find(parser, path);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static @Nullable SourceLocation find(JsonParser parser, List<String> path) {
		SourceLocation closest = null;
		int depth = 0;
		int matched = 0;
		int[] index = new int[1024];
		for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
			boolean inside = depth == matched + 1;
			if (token == JsonToken.PROPERTY_NAME) {
				if (inside && matched < path.size()
						&& parser.currentName().strip().equalsIgnoreCase(path.get(matched))) {
					closest = location(parser);
					matched++;
					if (matched == path.size()) {
						return closest;
					}
				}
				continue;
			}
			if (inside && isElementOf(parser, token) && matched < path.size()
					&& path.get(matched).equals("[" + index[depth]++ + "]")) {
				closest = location(parser);
				matched++;
				if (matched == path.size()) {
					return closest;
				}
			}
			if (token.isStructStart()) {
				depth++;
				index[depth] = 0;
				closest = (closest == null) ? location(parser) : closest;
			}
			else if (token.isStructEnd()) {
				if (depth <= matched) {
					return closest;
				}
				depth--;
			}
		}
		return closest;
	}

	private static boolean isElementOf(JsonParser parser, JsonToken token) {
		return !token.isStructEnd() && (token.isStructStart()
				? parser.streamReadContext().getParent() != null && parser.streamReadContext().getParent().inArray()
				: parser.streamReadContext().inArray());
	}

	private static SourceLocation location(JsonParser parser) {
		TokenStreamLocation location = parser.currentTokenLocation();
		return new SourceLocation(null, location.getLineNr(), location.getColumnNr());
	}

}
