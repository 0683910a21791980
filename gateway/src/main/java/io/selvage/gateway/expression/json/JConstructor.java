package io.selvage.gateway.expression.json;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * A JavaScript constructor call such as {@code new Date(1)}
 * (Newtonsoft.Json.Linq.JConstructor).
 */
public final class JConstructor extends JContainer {

	private String name;

	private final List<JToken> items = new ArrayList<>();

	/**
	 * Creates a constructor call.
	 * @param name the name of the constructor
	 * @param content its arguments: tokens, values, or iterables of such; null means none
	 */
	public JConstructor(String name, @Nullable Object content) {
		this.name = name;
		if (content != null) {
			add(content);
		}
	}

	@Override
	public JTokenType type() {
		return JTokenType.CONSTRUCTOR;
	}

	public String name() {
		return this.name;
	}

	public void name(String other) {
		this.name = other;
	}

	@Override
	public int count() {
		return this.items.size();
	}

	@Override
	JToken item(int index) {
		return this.items.get(index);
	}

	@Override
	public JToken get(@Nullable Object key) {
		return this.items.get(index(key));
	}

	@Override
	public void set(@Nullable Object key, @Nullable JToken value) {
		setItem(index(key), JsonContent.toToken(value));
	}

	private int index(@Nullable Object key) {
		if (!(key instanceof Integer index)) {
			throw argument("An argument of a constructor is accessed by an Int32 index.");
		}
		if (index < 0 || index >= this.items.size()) {
			throw ClrException.argumentOutOfRange("index", "The constructor has no such argument.");
		}
		return index;
	}

	@Override
	void insertItem(int index, JToken token) {
		this.items.add(index, token);
	}

	@Override
	void removeItem(int index) {
		this.items.remove(index).parent = null;
	}

	@Override
	void setItem(int index, JToken token) {
		JToken own = adopt(token);
		this.items.get(index).parent = null;
		this.items.set(index, own);
	}

	@Override
	JConstructor clone(int depth) {
		checkDepth(depth);
		List<JToken> copies = new ArrayList<>(this.items.size());
		for (JToken item : this.items) {
			copies.add(item.clone(depth + 1));
		}
		return new JConstructor(this.name, copies);
	}

}
