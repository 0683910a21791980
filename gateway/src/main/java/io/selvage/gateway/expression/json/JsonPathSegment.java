package io.selvage.gateway.expression.json;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One step of a JSONPath expression.
 */
sealed interface JsonPathSegment {

	/** Appends the tokens this step finds from one token. */
	void select(JsonSearch search, JToken from, boolean strict, List<JToken> found);

	/** {@code .name}, or any member or element if there is no name. */
	record Field(@Nullable String name) implements JsonPathSegment {

		@Override
		public void select(JsonSearch search, JToken from, boolean strict, List<JToken> found) {
			if (from instanceof JObject object) {
				if (this.name == null) {
					object.properties().forEach((property) -> found.add(property.value()));
				}
				else {
					member(object, this.name, strict, found);
				}
			}
			else if (from instanceof JArray array && this.name == null) {
				found.addAll(array.children());
			}
			else if (strict) {
				throw JsonPath.error("Property '" + ((this.name != null) ? this.name : "*") + "' not valid on "
						+ from.getClass().getSimpleName() + ".");
			}
		}

	}

	/** {@code ['a','b']}. */
	record Fields(List<String> names) implements JsonPathSegment {

		@Override
		public void select(JsonSearch search, JToken from, boolean strict, List<JToken> found) {
			if (from instanceof JObject object) {
				this.names.forEach((name) -> member(object, name, strict, found));
			}
			else if (strict) {
				throw JsonPath.error("Properties '" + String.join("', '", this.names) + "' not valid on "
						+ from.getClass().getSimpleName() + ".");
			}
		}

	}

	/** {@code [0]}, {@code [0,2]}, or every element if there is no index. */
	record Indexes(List<Integer> indexes) implements JsonPathSegment {

		@Override
		public void select(JsonSearch search, JToken from, boolean strict, List<JToken> found) {
			if (this.indexes.isEmpty()) {
				new Field(null).select(search, from, strict, found);
				return;
			}
			if (!(from instanceof JArray) && !(from instanceof JConstructor)) {
				if (strict) {
					throw JsonPath.error(
							"Index " + this.indexes.get(0) + " not valid on " + from.getClass().getSimpleName() + ".");
				}
				return;
			}
			JContainer container = (JContainer) from;
			for (int index : this.indexes) {
				if (index < container.count()) {
					found.add(container.item(index));
				}
				else if (strict) {
					throw JsonPath.error("Index " + index + " outside the bounds of JArray.");
				}
			}
		}

	}

	/** {@code [start:end:step]}. */
	record Slice(@Nullable Integer start, @Nullable Integer end, int step) implements JsonPathSegment {

		@Override
		public void select(JsonSearch search, JToken from, boolean strict, List<JToken> found) {
			if (!(from instanceof JArray array)) {
				if (strict) {
					throw JsonPath.error("Array slice is not valid on " + from.getClass().getSimpleName() + ".");
				}
				return;
			}
			int count = array.count();
			int before = found.size();
			if (this.step > 0) {
				int last = Math.min(at(this.end, count, count), count);
				for (int i = Math.max(at(this.start, count, 0), 0); i < last; i += this.step) {
					found.add(array.get(i));
				}
			}
			else {
				int last = Math.max((this.end != null) ? at(this.end, count, 0) : -1, -1);
				for (int i = Math.min(at(this.start, count, count - 1), count - 1); i > last; i += this.step) {
					found.add(array.get(i));
				}
			}
			if (strict && found.size() == before) {
				throw JsonPath.error("Array slice returned no results.");
			}
		}

		private static int at(@Nullable Integer index, int count, int otherwise) {
			if (index == null) {
				return otherwise;
			}
			return (index < 0) ? index + count : index;
		}

	}

	/** {@code ..name}, or everything below if there are no names. */
	record Scan(List<String> names) implements JsonPathSegment {

		@Override
		public void select(JsonSearch search, JToken from, boolean strict, List<JToken> found) {
			if (this.names.isEmpty()) {
				found.add(from);
			}
			if (from instanceof JContainer container) {
				List<JToken> descendants = container.descendants();
				search.visited(descendants.size());
				for (JToken token : descendants) {
					if (this.names.isEmpty() ? !(token instanceof JProperty)
							: token instanceof JProperty property && this.names.contains(property.name())) {
						found.add((token instanceof JProperty property) ? property.value() : token);
					}
				}
			}
		}

	}

	/**
	 * {@code [?(…)]}, or with two dots before it, every child below that meets the
	 * condition.
	 */
	record Filter(JsonPathQuery query, boolean deep) implements JsonPathSegment {

		@Override
		public void select(JsonSearch search, JToken from, boolean strict, List<JToken> found) {
			if (!(from instanceof JContainer container)) {
				return;
			}
			List<JToken> candidates = this.deep ? container.descendants() : container.children();
			search.visited(candidates.size());
			for (JToken candidate : candidates) {
				JToken value = (candidate instanceof JProperty property) ? property.value() : candidate;
				boolean seen = this.deep && candidate instanceof JProperty;
				if (!seen && this.query.matches(search, value)) {
					found.add(value);
				}
			}
		}

	}

	private static void member(JObject object, String name, boolean strict, List<JToken> found) {
		JToken value = object.get(name);
		if (value != null) {
			found.add(value);
		}
		else if (strict) {
			throw JsonPath.error("Property '" + name + "' does not exist on JObject.");
		}
	}

}
