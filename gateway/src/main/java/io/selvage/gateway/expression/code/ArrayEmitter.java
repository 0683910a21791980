package io.selvage.gateway.expression.code;

import java.lang.reflect.Array;

import io.selvage.gateway.expression.binding.Bound;
import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Makes arrays, and reads and writes their elements.
 */
final class ArrayEmitter {

	private final Emitter emitter;

	ArrayEmitter(Emitter emitter) {
		this.emitter = emitter;
	}

	Code element(Bound.Element element) {
		Code array = this.emitter.emit(element.array());
		Code index = this.emitter.emit(element.index());
		return (host, frame) -> {
			Object target = Code.required(array.get(host, frame));
			return get(target, index.getInt(host, frame));
		};
	}

	private static @Nullable Object get(Object array, int index) {
		if (index < 0 || index >= Array.getLength(array)) {
			throw ClrException.indexOutOfRange();
		}
		return (array instanceof Object[] objects) ? objects[index] : Array.get(array, index);
	}

	Code store(Bound.Element element, Code value) {
		Code array = this.emitter.emit(element.array());
		Code index = this.emitter.emit(element.index());
		return (host, frame) -> {
			Object target = Code.required(array.get(host, frame));
			int at = index.getInt(host, frame);
			Object assigned = value.get(host, frame);
			if (at < 0 || at >= Array.getLength(target)) {
				throw ClrException.indexOutOfRange();
			}
			set(target, at, assigned);
			return assigned;
		};
	}

	private static void set(Object array, int index, @Nullable Object value) {
		if (array instanceof Object[] objects) {
			objects[index] = value;
		}
		else {
			Array.set(array, index, value);
		}
	}

	Code make(Bound.NewArray made) {
		ArrayType type = made.type();
		Bound size = made.size();
		this.emitter.layout().requireFrame();
		if (size != null) {
			Code length = this.emitter.emit(size);
			return (host, frame) -> {
				int count = length.getInt(host, frame);
				if (count < 0) {
					throw ClrException.overflow("Arithmetic operation resulted in an overflow.");
				}
				frame.budget.allocate(8L * count);
				return type.newArray(count);
			};
		}
		Code[] elements = this.emitter.emitAll(made.elements());
		return (host, frame) -> {
			Object array = type.newArray(elements.length);
			for (int i = 0; i < elements.length; i++) {
				set(array, i, elements[i].get(host, frame));
			}
			return array;
		};
	}

}
