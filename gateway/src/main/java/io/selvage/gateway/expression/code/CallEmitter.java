package io.selvage.gateway.expression.code;

import java.lang.reflect.Array;
import java.util.List;

import io.selvage.gateway.expression.binding.Bound;
import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.Body;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.Method;
import io.selvage.gateway.expression.types.Property;
import org.jspecify.annotations.Nullable;

/**
 * Calls of members and delegates. The receiver of an instance member is refused if it is
 * null; {@code T?} is the exception, whose members work on null.
 */
@SuppressWarnings({ "unchecked", "NullAway" }) // a body takes null where its C# signature
												// does
final class CallEmitter {

	private final Emitter emitter;

	CallEmitter(Emitter emitter) {
		this.emitter = emitter;
	}

	Code call(Bound.Call call) {
		Method method = call.method();
		boolean checked = !method.isStatic() && !method.owner().fullName().equals("System.Nullable");
		for (Bound argument : call.arguments()) {
			if (argument instanceof Bound.Reference) {
				return new ReferenceCalls(this.emitter).call(call, checked);
			}
		}
		Code[] arguments = this.emitter.emitAll(call.arguments());
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = handed(call.arguments().get(i), arguments[i]);
		}
		if (checked) {
			arguments[0] = checked(arguments[0]);
		}
		return charged(invoke(method.body(), arguments, call.typeArguments()), call.type());
	}

	/** Large text and arrays are weighed before a member works on them. */
	private static Code handed(Bound argument, Code code) {
		ClrType type = argument.type();
		boolean large = type.is("System.String") || type instanceof ArrayType || type.is("System.Text.StringBuilder");
		if (!large || argument instanceof Bound.Constant) {
			return code;
		}
		return (host, frame) -> frame.budget.handed(code.get(host, frame));
	}

	/** In a loop or lambda, text and arrays that a member returns count as produced. */
	private Code charged(Code call, ClrType type) {
		boolean countable = type.is("System.String") || type instanceof ArrayType;
		if (!countable || !this.emitter.layout().isRepeated()) {
			return call;
		}
		this.emitter.layout().requireFrame();
		return (host, frame) -> {
			Object value = call.get(host, frame);
			if (value instanceof String text) {
				frame.budget.produce(text.length());
			}
			else if (value != null && value.getClass().isArray()) {
				frame.budget.produce(Array.getLength(value));
			}
			return value;
		};
	}

	private static Code checked(Code receiver) {
		return (host, frame) -> Code.required(receiver.get(host, frame));
	}

	Code get(Bound.Get get) {
		Property property = get.property();
		Code[] arguments = this.emitter.emitAll(get.arguments());
		if (!property.isStatic() && !property.owner().fullName().equals("System.Nullable")) {
			arguments[0] = checked(arguments[0]);
		}
		return invoke(property.getter(), arguments, List.of());
	}

	Code set(Bound.Get target, Code value) {
		Code[] arguments = this.emitter.emitAll(target.arguments());
		Body setter = target.property().setter();
		if (setter instanceof Body.Do2<?, ?> body && arguments.length == 1) {
			Body.Do2<Object, @Nullable Object> write = (Body.Do2<Object, @Nullable Object>) body;
			return (host, frame) -> {
				Object receiver = Code.required(arguments[0].get(host, frame));
				Object assigned = value.get(host, frame);
				write.call(receiver, assigned);
				return assigned;
			};
		}
		Body.Do3<Object, @Nullable Object, @Nullable Object> write = (Body.Do3<Object, @Nullable Object, @Nullable Object>) java.util.Objects
			.requireNonNull(setter);
		return (host, frame) -> {
			Object receiver = Code.required(arguments[0].get(host, frame));
			Object index = arguments[1].get(host, frame);
			Object assigned = value.get(host, frame);
			write.call(receiver, index, assigned);
			return assigned;
		};
	}

	/** {@code a?.B} on a plain property needs no variable. */
	@Nullable Code nullConditional(Bound.NullConditional conditional, Code target) {
		Bound rest = conditional.rest();
		if (rest instanceof Bound.Convert convert
				&& convert.conversion() == io.selvage.gateway.expression.binding.Conversion.REPRESENTATION) {
			rest = convert.operand();
		}
		boolean direct = rest instanceof Bound.Get get && get.arguments().size() == 1
				&& get.arguments().get(0) instanceof Bound.Local local && local.variable() == conditional.variable();
		if (!direct) {
			return null;
		}
		Body body = ((Bound.Get) rest).property().getter();
		if (body instanceof Body.F1<?> getter) {
			Body.F1<Object> read = (Body.F1<Object>) getter;
			return (host, frame) -> {
				Object receiver = target.get(host, frame);
				return (receiver == null) ? null : read.call(receiver);
			};
		}
		if (body instanceof Body.ToInt<?> getter) {
			Body.ToInt<Object> read = (Body.ToInt<Object>) getter;
			return (host, frame) -> {
				Object receiver = target.get(host, frame);
				return (receiver == null) ? null : read.call(receiver);
			};
		}
		return null;
	}

	Code invoke(Bound.Invoke invoke) {
		Code target = this.emitter.emit(invoke.delegate());
		Code[] arguments = this.emitter.emitAll(invoke.arguments());
		return (host, frame) -> {
			Delegate delegate = (Delegate) Code.required(target.get(host, frame));
			return delegate.invoke(evaluate(arguments, host, frame));
		};
	}

	static @Nullable Object[] evaluate(Code[] arguments, Object host, Frame frame) {
		Object[] values = new Object[arguments.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = arguments[i].get(host, frame);
		}
		return values;
	}

	private Code invoke(Body body, Code[] a, List<ClrType> typeArguments) {
		if (body instanceof Body.Typed typed) {
			return invoke(typed.of(typeArguments), a, typeArguments);
		}
		if (body instanceof Body.ToInt<?> f) {
			Body.ToInt<@Nullable Object> call = (Body.ToInt<@Nullable Object>) f;
			return (Code.Int) (host, frame) -> call.call(a[0].get(host, frame));
		}
		if (body instanceof Body.F1<?> f) {
			Body.F1<@Nullable Object> call = (Body.F1<@Nullable Object>) f;
			Code first = a[0];
			return (host, frame) -> call.call(first.get(host, frame));
		}
		if (body instanceof Body.F2<?, ?> f) {
			Body.F2<@Nullable Object, @Nullable Object> call = (Body.F2<@Nullable Object, @Nullable Object>) f;
			Code first = a[0];
			Code second = a[1];
			return (host, frame) -> call.call(first.get(host, frame), second.get(host, frame));
		}
		if (body instanceof Body.F3<?, ?, ?> f) {
			Body.F3<@Nullable Object, @Nullable Object, @Nullable Object> call = (Body.F3<@Nullable Object, @Nullable Object, @Nullable Object>) f;
			return (host, frame) -> call.call(a[0].get(host, frame), a[1].get(host, frame), a[2].get(host, frame));
		}
		this.emitter.layout().requireFrame();
		return (host, frame) -> BodyCalls.call(body, evaluate(a, host, frame), typeArguments, host, frame.budget);
	}

	/** Calls any body with evaluated arguments. */
	static final class BodyCalls {

		private BodyCalls() {
		}

		static @Nullable Object call(Body body, @Nullable Object[] v, List<ClrType> typeArguments, Object host,
				Budget budget) {
			if (body instanceof Body.Full call) {
				return call.call(new Invocation(budget, host, typeArguments, v));
			}
			if (body instanceof Body.Typed typed) {
				return call(typed.of(typeArguments), v, typeArguments, host, budget);
			}
			if (body instanceof Body.F0 call) {
				return call.call();
			}
			if (body instanceof Body.F1<?> call) {
				return ((Body.F1<@Nullable Object>) call).call(v[0]);
			}
			if (body instanceof Body.F2<?, ?> call) {
				return ((Body.F2<@Nullable Object, @Nullable Object>) call).call(v[0], v[1]);
			}
			if (body instanceof Body.F3<?, ?, ?> call) {
				return ((Body.F3<@Nullable Object, @Nullable Object, @Nullable Object>) call).call(v[0], v[1], v[2]);
			}
			if (body instanceof Body.F4<?, ?, ?, ?> call) {
				return ((Body.F4<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object>) call)
					.call(v[0], v[1], v[2], v[3]);
			}
			if (body instanceof Body.F5<?, ?, ?, ?, ?> call) {
				return ((Body.F5<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object>) call)
					.call(v[0], v[1], v[2], v[3], v[4]);
			}
			if (body instanceof Body.Do1<?> call) {
				((Body.Do1<@Nullable Object>) call).call(v[0]);
				return null;
			}
			if (body instanceof Body.Do2<?, ?> call) {
				((Body.Do2<@Nullable Object, @Nullable Object>) call).call(v[0], v[1]);
				return null;
			}
			if (body instanceof Body.Do3<?, ?, ?> call) {
				((Body.Do3<@Nullable Object, @Nullable Object, @Nullable Object>) call).call(v[0], v[1], v[2]);
				return null;
			}
			throw new IllegalStateException("unknown body " + body.getClass());
		}

	}

}
