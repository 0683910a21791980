package io.selvage.gateway.expression.json;

import java.util.List;

import io.selvage.gateway.expression.text.NetRegex;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a JSONPath filter.
 */
sealed interface JsonPathQuery {

	boolean matches(JsonSearch search, JToken token);

	/** All of the parts, or any of them. */
	record Combined(List<JsonPathQuery> parts, boolean all) implements JsonPathQuery {

		@Override
		public boolean matches(JsonSearch search, JToken token) {
			for (JsonPathQuery part : this.parts) {
				if (part.matches(search, token) != this.all) {
					return !this.all;
				}
			}
			return this.all;
		}

	}

	/** A path leads somewhere. */
	record Exists(Operand operand) implements JsonPathQuery {

		@Override
		public boolean matches(JsonSearch search, JToken token) {
			return !this.operand.values(search, token).isEmpty();
		}

	}

	/** Some left value compares to some right value. */
	record Compare(Operand left, String operator, Operand right, @Nullable NetRegex pattern) implements JsonPathQuery {

		@Override
		public boolean matches(JsonSearch search, JToken token) {
			List<JToken> others = this.right.values(search, token);
			for (JToken value : this.left.values(search, token)) {
				for (JToken other : others) {
					if (holds(search, value, other)) {
						return true;
					}
				}
			}
			return false;
		}

		private boolean holds(JsonSearch search, JToken left, JToken right) {
			if (!(left instanceof JValue value) || !(right instanceof JValue other)) {
				return this.operator.startsWith("!=") || this.operator.startsWith("!==");
			}
			return switch (this.operator) {
				case "==" -> equal(value, other);
				case "!=" -> !equal(value, other);
				case "===" -> strictlyEqual(value, other);
				case "!==" -> !strictlyEqual(value, other);
				case "=~" -> this.pattern != null && value.value() instanceof String text
						&& this.pattern.match(text, 0, search.evaluation()).success();
				default -> ordered(value, other);
			};
		}

		private boolean ordered(JValue value, JValue other) {
			if (value.value() == null || other.value() == null || isText(value) != isText(other)) {
				return false;
			}
			int order = value.compareTo(other);
			return switch (this.operator) {
				case "<" -> order < 0;
				case "<=" -> order <= 0;
				case ">" -> order > 0;
				default -> order >= 0;
			};
		}

		private static boolean isText(JValue value) {
			return value.type() == JTokenType.STRING;
		}

		private static boolean isNumber(JValue value) {
			return value.type() == JTokenType.INTEGER || value.type() == JTokenType.FLOAT;
		}

		private static boolean strictlyEqual(JValue value, JValue other) {
			if (isNumber(value) && isNumber(other)) {
				return JsonEquality.compare(JTokenType.FLOAT, value.value(), other.value()) == 0;
			}
			return value.equals(other);
		}

		/**
		 * Dates, GUIDs, URIs, time spans and bytes equal the strings they are written as.
		 */
		private static boolean equal(JValue value, JValue other) {
			if (strictlyEqual(value, other)) {
				return true;
			}
			if (isText(other) && value.value() != null) {
				return switch (value.type()) {
					case DATE, BYTES, GUID, URI, TIMESPAN ->
						JsonWriter.write(value, Formatting.NONE).equals(JsonWriter.write(other, Formatting.NONE));
					default -> false;
				};
			}
			return false;
		}

	}

	/** A path from the token or the root, or a constant. */
	record Operand(@Nullable JsonPath path, boolean fromRoot, @Nullable JValue constant) {

		List<JToken> values(JsonSearch search, JToken token) {
			if (this.constant != null) {
				return List.of(this.constant);
			}
			return (this.path != null) ? this.path.select(search, this.fromRoot ? search.root() : token, false)
					: List.of();
		}

	}

}
