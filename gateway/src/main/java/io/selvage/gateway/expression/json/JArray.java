package io.selvage.gateway.expression.json;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * A JSON array (Newtonsoft.Json.Linq.JArray).
 */
public final class JArray extends JContainer {

	private final List<JToken> items = new ArrayList<>();

	public JArray() {
	}

	/**
	 * Creates an array.
	 * @param content its elements: tokens, values, or iterables of such
	 */
	public JArray(@Nullable Object content) {
		add(content);
	}

	/**
	 * Reads a JSON array.
	 * @param json the text
	 * @return the array
	 */
	public static JArray parse(@Nullable String json) {
		return (JArray) JsonReader.read(json, "JArray", true);
	}

	/**
	 * Reads a JSON array of a body.
	 * @param json the text
	 * @param evaluation whose budget must have room for it
	 * @return the array
	 */
	public static JArray parse(String json, Evaluation evaluation) {
		JsonBudget.announce(evaluation, json);
		return parse(json);
	}

	@Override
	public JTokenType type() {
		return JTokenType.ARRAY;
	}

	@Override
	public int count() {
		return this.items.size();
	}

	@Override
	JToken item(int index) {
		return this.items.get(index);
	}

	/**
	 * Returns an element.
	 * @param index its place, from 0
	 * @return the element
	 */
	public JToken get(int index) {
		check(index, this.items.size() - 1);
		return this.items.get(index);
	}

	@Override
	public JToken get(@Nullable Object key) {
		return get(indexOf(key));
	}

	@Override
	public void set(@Nullable Object key, @Nullable JToken value) {
		set(indexOf(key), value);
	}

	public void set(int index, @Nullable JToken value) {
		check(index, this.items.size() - 1);
		setItem(index, JsonContent.toToken(value));
	}

	private static int indexOf(@Nullable Object key) {
		if (key instanceof Integer index) {
			return index;
		}
		if (key == null) {
			throw ClrException.argumentNull("key");
		}
		throw argument("An array is accessed by an Int32 index, not by '" + key + "'.");
	}

	public int indexOfValue(@Nullable JToken token) {
		return indexOf(token);
	}

	public void insertAt(int index, @Nullable JToken token) {
		check(index, this.items.size());
		insertItem(index, adopt(JsonContent.toToken(token)));
	}

	public void removeAt(int index) {
		check(index, this.items.size() - 1);
		removeItem(index);
	}

	/**
	 * Removes an element.
	 * @param token the element itself, not an equal one
	 * @return false if it is not in the array
	 */
	public boolean remove(@Nullable JToken token) {
		int index = indexOf(token);
		if (index >= 0) {
			removeItem(index);
		}
		return index >= 0;
	}

	private static void check(int index, int last) {
		if (index < 0 || index > last) {
			throw ClrException.argumentOutOfRange("index",
					"Index was out of range. Must be non-negative and less than the size of the collection.");
		}
	}

	@Override
	void insertItem(int index, JToken token) {
		if (token instanceof JProperty) {
			throw argument("A JProperty cannot be an element of a JArray.");
		}
		this.items.add(index, token);
	}

	@Override
	void removeItem(int index) {
		this.items.remove(index).parent = null;
	}

	@Override
	void setItem(int index, JToken token) {
		JToken old = this.items.get(index);
		if (old == token) {
			return;
		}
		if (token instanceof JProperty) {
			throw argument("A JProperty cannot be an element of a JArray.");
		}
		JToken own = adopt(token);
		old.parent = null;
		this.items.set(index, own);
	}

	@Override
	public void removeAll() {
		this.items.forEach((item) -> item.parent = null);
		this.items.clear();
	}

	@Override
	JArray clone(int depth) {
		checkDepth(depth);
		JArray copy = new JArray();
		for (JToken item : this.items) {
			JToken own = item.clone(depth + 1);
			own.parent = copy;
			copy.items.add(own);
		}
		return copy;
	}

}
