package io.selvage.gateway.expression.code;

import java.util.IdentityHashMap;
import java.util.Map;

import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.binding.Variable;
import io.selvage.gateway.expression.types.ClrType;

/**
 * Where the variables of one function are in its frame, and what compiling it has found
 * out: whether it needs a frame at all, whether it is at a place that is executed more
 * than once.
 */
final class Layout {

	private final Map<Variable, Integer> places = new IdentityHashMap<>();

	private int objects;

	private int bits;

	private boolean needsFrame;

	private int repeated;

	/** The form in which a value is kept and computed. */
	enum Form {

		/** A truth value, in a bit. */
		BOOL,

		/** 32 bits. */
		INT,

		/** 64 bits. */
		LONG,

		/** 64 bits of floating point. */
		DOUBLE,

		/** Anything else, boxed. */
		OBJECT

	}

	static Form form(ClrType type) {
		if (type.is("System.Boolean")) {
			return Form.BOOL;
		}
		NumericType numeric = NumericType.of(type);
		if (numeric == NumericType.INT) {
			return Form.INT;
		}
		if (numeric == NumericType.LONG) {
			return Form.LONG;
		}
		return (numeric == NumericType.DOUBLE) ? Form.DOUBLE : Form.OBJECT;
	}

	int place(Variable variable) {
		this.needsFrame = true;
		return this.places.computeIfAbsent(variable, (key) -> {
			boolean object = variable.captured() || form(variable.type()) == Form.OBJECT;
			return object ? this.objects++ : this.bits++;
		});
	}

	void requireFrame() {
		this.needsFrame = true;
	}

	boolean needsFrame() {
		return this.needsFrame;
	}

	int objects() {
		return this.objects;
	}

	int bits() {
		return this.bits;
	}

	void enterRepeated() {
		this.repeated++;
	}

	void leaveRepeated() {
		this.repeated--;
	}

	boolean isRepeated() {
		return this.repeated > 0;
	}

}
