package io.selvage.gateway.context;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Headers kept in a list of alternating names and values: for messages the gateway makes
 * itself, which have few lines.
 */
public final class ListHeaders implements MessageHeaders {

	private final List<String> lines = new ArrayList<>();

	/**
	 * Creates headers with the lines of others.
	 * @param other what to copy
	 * @return a copy that is independent of the original
	 */
	public static ListHeaders copyOf(MessageHeaders other) {
		ListHeaders copy = new ListHeaders();
		other.forEach(copy::add);
		return copy;
	}

	@Override
	public @Nullable String first(String name) {
		for (int i = 0; i < this.lines.size(); i += 2) {
			if (this.lines.get(i).equalsIgnoreCase(name)) {
				return this.lines.get(i + 1);
			}
		}
		return null;
	}

	@Override
	public List<String> all(String name) {
		List<String> values = new ArrayList<>(1);
		for (int i = 0; i < this.lines.size(); i += 2) {
			if (this.lines.get(i).equalsIgnoreCase(name)) {
				values.add(this.lines.get(i + 1));
			}
		}
		return values;
	}

	@Override
	public boolean contains(String name) {
		return first(name) != null;
	}

	@Override
	public void set(String name, String value) {
		remove(name);
		add(name, value);
	}

	@Override
	public void add(String name, String value) {
		this.lines.add(name);
		this.lines.add(value);
	}

	@Override
	public void remove(String name) {
		for (int i = this.lines.size() - 2; i >= 0; i -= 2) {
			if (this.lines.get(i).equalsIgnoreCase(name)) {
				this.lines.remove(i + 1);
				this.lines.remove(i);
			}
		}
	}

	@Override
	public void clear() {
		this.lines.clear();
	}

	@Override
	public int size() {
		return this.lines.size() / 2;
	}

	@Override
	public void forEach(BiConsumer<String, String> line) {
		for (int i = 0; i < this.lines.size(); i += 2) {
			line.accept(this.lines.get(i), this.lines.get(i + 1));
		}
	}

}
