package io.selvage.gateway.forward;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.netty.handler.codec.http.HttpHeaders;
import io.selvage.gateway.context.MessageHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The header object of a connection as policies see it: nothing is copied.
 */
public final class NettyHeaders implements MessageHeaders {

	private final HttpHeaders headers;

	/**
	 * Creates the view.
	 * @param headers what is read and written
	 */
	public NettyHeaders(HttpHeaders headers) {
		this.headers = headers;
	}

	/**
	 * Copies the lines of any message into a Netty header object, in one bulk operation
	 * where both are Netty's.
	 * @param source the lines
	 * @param target what is cleared and filled
	 */
	public static void copy(MessageHeaders source, HttpHeaders target) {
		if (source instanceof NettyHeaders netty) {
			target.set(netty.headers);
		}
		else {
			target.clear();
			source.forEach(target::add);
		}
	}

	@Override
	public @Nullable String first(String name) {
		return this.headers.get(name);
	}

	@Override
	public List<String> all(String name) {
		return this.headers.getAll(name);
	}

	@Override
	public boolean contains(String name) {
		return this.headers.contains(name);
	}

	@Override
	public void set(String name, String value) {
		this.headers.set(name, value);
	}

	@Override
	public void add(String name, String value) {
		this.headers.add(name, value);
	}

	@Override
	public void remove(String name) {
		this.headers.remove(name);
	}

	@Override
	public void clear() {
		this.headers.clear();
	}

	@Override
	public int size() {
		return this.headers.size();
	}

	@Override
	public void forEach(BiConsumer<String, String> line) {
		for (Map.Entry<String, String> entry : this.headers) {
			line.accept(entry.getKey(), entry.getValue());
		}
	}

}
