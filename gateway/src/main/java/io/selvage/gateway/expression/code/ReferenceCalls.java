package io.selvage.gateway.expression.code;

import java.util.List;

import io.selvage.gateway.expression.binding.Bound;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Out;
import org.jspecify.annotations.Nullable;

/**
 * Calls with {@code out} and {@code ref} arguments: the callee fills holders, whose
 * contents are assigned when it has returned.
 */
final class ReferenceCalls {

	private final Emitter emitter;

	ReferenceCalls(Emitter emitter) {
		this.emitter = emitter;
	}

	Code call(Bound.Call call, boolean checked) {
		List<Bound> bounds = call.arguments();
		Code[] arguments = new Code[bounds.size()];
		@Nullable Assign[] assigns = new Assign[bounds.size()];
		for (int i = 0; i < arguments.length; i++) {
			if (bounds.get(i) instanceof Bound.Reference reference) {
				arguments[i] = holder(reference);
				assigns[i] = assign(reference.target());
			}
			else {
				arguments[i] = this.emitter.emit(bounds.get(i));
			}
		}
		this.emitter.layout().requireFrame();
		List<ClrType> types = call.typeArguments();
		return (host, frame) -> {
			@Nullable Object[] values = CallEmitter.evaluate(arguments, host, frame);
			if (checked) {
				Code.required(values[0]);
			}
			Object result = CallEmitter.BodyCalls.call(call.method().body(), values, types, host, frame.budget);
			for (int i = 0; i < values.length; i++) {
				Assign assign = assigns[i];
				if (assign != null && values[i] instanceof Out<?> out) {
					assign.set(host, frame, out.get());
				}
			}
			return result;
		};
	}

	private Code holder(Bound.Reference reference) {
		if (!reference.isRef()) {
			return (host, frame) -> new Out<>();
		}
		Code initial = this.emitter.emit(reference.target());
		return (host, frame) -> {
			Out<Object> holder = new Out<>();
			holder.set(initial.get(host, frame));
			return holder;
		};
	}

	private Assign assign(Bound target) {
		if (target instanceof Bound.Local local) {
			VariableEmitter.Store store = this.emitter.variables().store(local.variable());
			return (host, frame, value) -> store.set(frame, value);
		}
		if (target instanceof Bound.Discard) {
			return (host, frame, value) -> {
			};
		}
		Code write = this.emitter.emit(new Bound.Assign(target, new Bound.Discard(target.type()), target.type()));
		return (host, frame, value) -> {
			Object before = frame.result;
			frame.result = value;
			write.get(host, frame);
			frame.result = before;
		};
	}

	private interface Assign {

		void set(Object host, Frame frame, @Nullable Object value);

	}

}
