package io.selvage.gateway.context;

import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * The header fields of a request or response. Names are compared without case (RFC 9110
 * section 5.1); lines keep their order. The forwarding code implements this over the
 * connection's own header object, so reading and writing copy nothing.
 */
public interface MessageHeaders {

	/**
	 * Returns the value of the first line with this name.
	 * @param name the field name
	 * @return the value, or null if there is no such line
	 */
	@Nullable String first(String name);

	/**
	 * Returns the values of all lines with this name, in order.
	 * @param name the field name
	 * @return the values; empty if there is no such line
	 */
	List<String> all(String name);

	/**
	 * Tells whether there is a line with this name.
	 * @param name the field name
	 * @return true if there is at least one
	 */
	boolean contains(String name);

	/**
	 * Replaces all lines of this name by one line.
	 * @param name the field name
	 * @param value the value
	 */
	void set(String name, String value);

	/**
	 * Adds a line behind those that are there.
	 * @param name the field name
	 * @param value the value
	 */
	void add(String name, String value);

	/**
	 * Removes all lines of this name.
	 * @param name the field name
	 */
	void remove(String name);

	/**
	 * Removes all lines.
	 */
	void clear();

	/**
	 * Returns the number of lines.
	 * @return zero or more
	 */
	int size();

	/**
	 * Calls the consumer for every line, in order.
	 * @param line takes name and value
	 */
	void forEach(BiConsumer<String, String> line);

}
