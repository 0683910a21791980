package io.selvage.gateway.expression.json;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * A token with children (Newtonsoft.Json.Linq.JContainer).
 */
public abstract sealed class JContainer extends JToken permits JObject, JArray, JProperty, JConstructor {

	JContainer() {
	}

	/**
	 * Returns the number of children.
	 * @return zero or more
	 */
	public abstract int count();

	abstract JToken item(int index);

	/** Inserts a token that has no parent. */
	abstract void insertItem(int index, JToken token);

	abstract void removeItem(int index);

	/** Replaces a child by a token that is cloned if it has a parent. */
	abstract void setItem(int index, JToken token);

	int indexOf(@Nullable JToken token) {
		for (int i = 0; i < count(); i++) {
			if (item(i) == token) {
				return i;
			}
		}
		return -1;
	}

	@Override
	public boolean hasValues() {
		return count() > 0;
	}

	@Override
	public List<JToken> children() {
		List<JToken> children = new ArrayList<>(count());
		for (int i = 0; i < count(); i++) {
			children.add(item(i));
		}
		return children;
	}

	@Override
	public @Nullable JToken first() {
		return (count() == 0) ? null : item(0);
	}

	@Override
	public @Nullable JToken last() {
		return (count() == 0) ? null : item(count() - 1);
	}

	/**
	 * Adds a child behind the others.
	 * @param content a token, a value, or an iterable of such
	 */
	public void add(@Nullable Object content) {
		insert(count(), content);
	}

	public void addFirst(@Nullable Object content) {
		insert(0, content);
	}

	void insert(int index, @Nullable Object content) {
		List<@Nullable Object> parts = JsonContent.multiple(content);
		if (parts == null) {
			insertItem(index, adopt(JsonContent.toToken(content)));
			return;
		}
		int at = index;
		for (Object part : parts) {
			int before = count();
			insert(at, part);
			at += count() - before;
		}
	}

	/**
	 * Makes this container the parent; a token that has one is cloned, as is an ancestor.
	 */
	JToken adopt(JToken token) {
		boolean cyclic = token instanceof JContainer && token == root();
		if (cyclic) {
			JsonSizes.checkCyclic(token);
		}
		JToken own = (token.parent != null || cyclic) ? token.deepClone() : token;
		own.parent = this;
		return own;
	}

	public void removeAll() {
		for (int i = count() - 1; i >= 0; i--) {
			removeItem(i);
		}
	}

	public void replaceAll(@Nullable Object content) {
		removeAll();
		add(content);
	}

	/**
	 * Returns all tokens below this one, parents before children.
	 * @return the tokens
	 */
	public List<JToken> descendants() {
		List<JToken> all = new ArrayList<>();
		collect(all, 0);
		return all;
	}

	private void collect(List<JToken> all, int depth) {
		checkDepth(depth);
		for (int i = 0; i < count(); i++) {
			JToken child = item(i);
			all.add(child);
			if (child instanceof JContainer container) {
				container.collect(all, depth + 1);
			}
		}
	}

	/**
	 * Merges another document into this one.
	 * @param content the other document; null does nothing
	 * @param settings what becomes of arrays and nulls
	 */
	public void merge(@Nullable JToken content, JsonMergeSettings settings) {
		if (content != null) {
			JsonMerge.merge(this, content, settings, 0);
		}
	}

	static ClrException argument(String message) {
		return ClrException.argument(message);
	}

}
