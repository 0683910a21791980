package io.selvage.catalog.directory;

import java.math.BigInteger;
import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * The arguments of a function in a template expression.
 *
 * @param values the values
 */
record ArmArguments(List<JsonNode> values) {

	JsonNode at(int index) {
		if (index >= this.values.size()) {
			throw new IllegalArgumentException("an argument is missing");
		}
		return this.values.get(index);
	}

	String text(int index) {
		return at(index).asString("");
	}

	List<String> texts() {
		return this.values.stream().map((value) -> value.asString("")).toList();
	}

	boolean flag(int index) {
		return at(index).asBoolean(false);
	}

	List<JsonNode> elements(int index) {
		if (!at(index).isArray()) {
			throw new IllegalArgumentException("an argument must be an array");
		}
		return List.copyOf(at(index).values());
	}

	List<String> elementTexts(int index) {
		return elements(index).stream().map((element) -> {
			if (element.isContainer()) {
				throw new IllegalArgumentException("an argument must be an array of texts");
			}
			return element.asString("");
		}).toList();
	}

	BigInteger number(int index) {
		String text = text(index).strip();
		if (text.length() > 18) {
			throw new IllegalArgumentException("a number is too long");
		}
		try {
			return new BigInteger(text);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("an argument must be an integer");
		}
	}

	BigInteger divisor(int index) {
		BigInteger number = number(index);
		if (number.signum() == 0) {
			throw new IllegalArgumentException("a number can't be divided by 0");
		}
		return number;
	}

	/** Whether two values are equal; numbers are whatever their nodes are made of. */
	static boolean same(JsonNode first, JsonNode second) {
		return first.equals(ArmArguments::order, second);
	}

	private static int order(JsonNode first, JsonNode second) {
		boolean numbers = first.isNumber() && second.isNumber();
		boolean equal = numbers ? first.decimalValue().compareTo(second.decimalValue()) == 0 : first.equals(second);
		return equal ? 0 : 1;
	}

	/** Numbers as numbers, everything else as text. */
	int compare() {
		return (at(0).isNumber() && at(1).isNumber()) ? number(0).compareTo(number(1)) : text(0).compareTo(text(1));
	}

}
