package io.selvage.gateway.expression.code;

import io.selvage.gateway.expression.binding.Variable;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.NamedType;
import org.jspecify.annotations.Nullable;

/**
 * Reads, writes and makes variables.
 */
final class VariableEmitter {

	private final Layout layout;

	VariableEmitter(Layout layout) {
		this.layout = layout;
	}

	Code read(Variable variable) {
		int place = this.layout.place(variable);
		if (variable.captured()) {
			return (host, frame) -> cell(frame, place).value;
		}
		return switch (Layout.form(variable.type())) {
			case BOOL -> (Code.Bool) (host, frame) -> frame.bits[place] != 0;
			case INT -> (Code.Int) (host, frame) -> (int) frame.bits[place];
			case LONG -> (Code.Long64) (host, frame) -> frame.bits[place];
			case DOUBLE -> (Code.Double64) (host, frame) -> Double.longBitsToDouble(frame.bits[place]);
			case OBJECT -> (host, frame) -> frame.objects[place];
		};
	}

	private static Cell cell(Frame frame, int place) {
		Cell cell = (Cell) frame.objects[place];
		if (cell == null) {
			cell = new Cell();
			frame.objects[place] = cell;
		}
		return cell;
	}

	/** Assigns; the result is the value. */
	Code write(Variable variable, Code value) {
		int place = this.layout.place(variable);
		if (variable.captured()) {
			return (host, frame) -> {
				Object assigned = value.get(host, frame);
				cell(frame, place).value = assigned;
				return assigned;
			};
		}
		return switch (Layout.form(variable.type())) {
			case BOOL -> (Code.Bool) (host, frame) -> {
				boolean assigned = value.getBool(host, frame);
				frame.bits[place] = assigned ? 1 : 0;
				return assigned;
			};
			case INT -> (Code.Int) (host, frame) -> {
				int assigned = value.getInt(host, frame);
				frame.bits[place] = assigned;
				return assigned;
			};
			case LONG -> (Code.Long64) (host, frame) -> {
				long assigned = value.getLong(host, frame);
				frame.bits[place] = assigned;
				return assigned;
			};
			case DOUBLE -> (Code.Double64) (host, frame) -> {
				double assigned = value.getDouble(host, frame);
				frame.bits[place] = Double.doubleToRawLongBits(assigned);
				return assigned;
			};
			case OBJECT -> (host, frame) -> {
				Object assigned = value.get(host, frame);
				frame.objects[place] = assigned;
				return assigned;
			};
		};
	}

	/** Makes a variable: in a loop, a captured one is new in every round. */
	Code declare(Variable variable, @Nullable Code value) {
		Object defaultValue = defaultValue(variable.type());
		Code initial = (value != null) ? value : (host, frame) -> defaultValue;
		int place = this.layout.place(variable);
		if (!variable.captured()) {
			return write(variable, initial);
		}
		return (host, frame) -> {
			Cell cell = new Cell();
			cell.value = initial.get(host, frame);
			frame.objects[place] = cell;
			return cell.value;
		};
	}

	private static @Nullable Object defaultValue(ClrType type) {
		return (type instanceof NamedType named && !type.isNullableValue()) ? named.definition().defaultValue() : null;
	}

	/** Stores a boxed value in a new variable: a parameter, or what a pattern finds. */
	Store make(Variable variable) {
		int place = this.layout.place(variable);
		if (!variable.captured()) {
			return store(variable);
		}
		return (frame, value) -> {
			Cell cell = new Cell();
			cell.value = value;
			frame.objects[place] = cell;
		};
	}

	/** Stores a boxed value in a variable that exists. */
	Store store(Variable variable) {
		int place = this.layout.place(variable);
		if (variable.captured()) {
			return (frame, value) -> cell(frame, place).value = value;
		}
		return switch (Layout.form(variable.type())) {
			case BOOL -> (frame, value) -> frame.bits[place] = ((Boolean) Code.required(value)) ? 1 : 0;
			case INT, LONG -> (frame, value) -> frame.bits[place] = ((Number) Code.required(value)).longValue();
			case DOUBLE ->
				(frame, value) -> frame.bits[place] = Double.doubleToRawLongBits((Double) Code.required(value));
			case OBJECT -> (frame, value) -> frame.objects[place] = value;
		};
	}

	/** Stores a value. */
	@FunctionalInterface
	interface Store {

		void set(Frame frame, @Nullable Object value);

	}

}
