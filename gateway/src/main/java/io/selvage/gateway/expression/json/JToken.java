package io.selvage.gateway.expression.json;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * A node of a JSON document (Newtonsoft.Json.Linq.JToken). A node has at most one parent:
 * one that has a parent already is cloned when it is added elsewhere. Not thread-safe.
 */
public abstract sealed class JToken implements Iterable<JToken> permits JContainer, JValue {

	/** How deeply tokens may be nested; reading and writing refuse more. */
	public static final int MAX_DEPTH = 512;

	@Nullable JContainer parent;

	/** Where this token was last seen among its siblings. */
	private int indexHint;

	JToken() {
	}

	/**
	 * Reads JSON as leniently as Json.NET does.
	 * @param json the text
	 * @return the token
	 * @throws ClrException Newtonsoft.Json.JsonReaderException if it is not JSON
	 */
	public static JToken parse(@Nullable String json) {
		return JsonReader.read(json, "JToken", true);
	}

	/**
	 * Reads JSON of a body.
	 * @param json the text
	 * @param evaluation whose budget must have room for it
	 * @return the token
	 */
	public static JToken parse(String json, Evaluation evaluation) {
		JsonBudget.announce(evaluation, json);
		return parse(json);
	}

	/**
	 * Reads JSON and leaves strings alone that look like dates.
	 * @param json the text
	 * @return the token
	 * @throws ClrException Newtonsoft.Json.JsonReaderException if it is not JSON
	 */
	public static JToken parseWithoutDates(@Nullable String json) {
		return JsonReader.read(json, "JToken", false);
	}

	/**
	 * Makes a token of a .NET value, an object's properties included.
	 * @param value the value
	 * @param evaluation whose budget applies
	 * @return the token
	 */
	public static JToken fromObject(Object value, Evaluation evaluation) {
		return JsonSerializer.toToken(value, evaluation);
	}

	public abstract JTokenType type();

	public @Nullable JContainer parent() {
		return this.parent;
	}

	public JToken root() {
		JToken token = this;
		while (token.parent != null) {
			token = token.parent;
		}
		return token;
	}

	/**
	 * Tells whether the token has children.
	 * @return false for values
	 */
	public boolean hasValues() {
		return false;
	}

	/**
	 * Returns the children.
	 * @return a snapshot; the members of an object are {@link JProperty}
	 */
	public List<JToken> children() {
		return List.of();
	}

	@Override
	public Iterator<JToken> iterator() {
		return children().iterator();
	}

	public @Nullable JToken first() {
		throw noChildren();
	}

	public @Nullable JToken last() {
		throw noChildren();
	}

	/**
	 * Returns a child.
	 * @param key a name, or the index of an element
	 * @return null if there is none
	 */
	public @Nullable JToken get(@Nullable Object key) {
		throw noChildren();
	}

	/**
	 * Sets a child.
	 * @param key a name, or the index of an element
	 * @param value the child; null means JSON's null
	 */
	public void set(@Nullable Object key, @Nullable JToken value) {
		throw noChildren();
	}

	private static ClrException noChildren() {
		return ClrException.invalidOperation("A JValue has no children.");
	}

	int index() {
		JContainer container = attached();
		if (this.indexHint >= container.count() || container.item(this.indexHint) != this) {
			this.indexHint = container.indexOf(this);
		}
		return this.indexHint;
	}

	private JContainer attached() {
		if (this.parent == null) {
			throw ClrException.invalidOperation("The token has no parent.");
		}
		return this.parent;
	}

	public @Nullable JToken next() {
		return sibling(1);
	}

	public @Nullable JToken previous() {
		return sibling(-1);
	}

	private @Nullable JToken sibling(int distance) {
		JContainer container = this.parent;
		if (container == null) {
			return null;
		}
		int index = index() + distance;
		if (index < 0 || index >= container.count()) {
			return null;
		}
		JToken token = container.item(index);
		token.indexHint = index;
		return token;
	}

	public void remove() {
		JContainer container = attached();
		container.removeItem(index());
	}

	/**
	 * Puts another token into this one's place.
	 * @param value the other token; null means JSON's null
	 */
	public void replace(@Nullable JToken value) {
		attached().setItem(index(), (value != null) ? value : JValue.nullValue());
	}

	public void addAfterSelf(@Nullable Object content) {
		attached().insert(index() + 1, content);
	}

	public void addBeforeSelf(@Nullable Object content) {
		attached().insert(index(), content);
	}

	public List<JToken> ancestors() {
		List<JToken> ancestors = new ArrayList<>();
		for (JToken token = this.parent; token != null; token = token.parent) {
			ancestors.add(token);
		}
		return ancestors;
	}

	/**
	 * Returns the siblings behind this token, nearest first.
	 * @return the tokens
	 */
	public List<JToken> afterSelf() {
		List<JToken> siblings = siblings();
		return siblings.isEmpty() ? siblings : siblings.subList(index() + 1, siblings.size());
	}

	/**
	 * Returns the siblings before this token, in their order.
	 * @return the tokens
	 */
	public List<JToken> beforeSelf() {
		List<JToken> siblings = siblings();
		return siblings.isEmpty() ? siblings : siblings.subList(0, index());
	}

	private List<JToken> siblings() {
		return (this.parent != null) ? this.parent.children() : List.of();
	}

	public String path() {
		StringBuilder path = new StringBuilder();
		JsonPath.append(path, this);
		return path.toString();
	}

	public JToken deepClone() {
		return clone(0);
	}

	abstract JToken clone(int depth);

	/**
	 * Compares two documents: members in any order, values by kind and value.
	 * @param one the one
	 * @param other the other
	 * @return true if they are equal
	 */
	public static boolean deepEquals(@Nullable JToken one, @Nullable JToken other) {
		return one == other || (one != null && other != null && JsonEquality.equals(one, other, 0));
	}

	/**
	 * Writes JSON.
	 * @param formatting the layout
	 * @return the text
	 */
	public String toString(Formatting formatting) {
		return JsonWriter.write(this, formatting);
	}

	@Override
	public String toString() {
		return toString(Formatting.INDENTED);
	}

	/**
	 * Returns about the number of characters of the document's text.
	 * @return characters
	 */
	public long textLength() {
		return JsonSizes.length(this, false, 0);
	}

	static void checkDepth(int depth) {
		if (depth > MAX_DEPTH) {
			throw new ClrException("System.InsufficientExecutionStackException",
					"The JSON is nested more than " + MAX_DEPTH + " levels deep.");
		}
	}

}
