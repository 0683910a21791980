package io.selvage.gateway.expression.code;

import java.util.List;

import io.selvage.gateway.expression.binding.Bound;
import io.selvage.gateway.expression.code.Layout.Form;
import io.selvage.gateway.expression.types.AnonymousObject;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.TypeLibrary;
import io.selvage.gateway.expression.types.Values;

/**
 * Makes closures of bound expressions: one small lambda per node, chosen by the types of
 * its operands when the expression is compiled, so that evaluation neither looks at types
 * nor boxes numbers and truth values. What stands beside this class makes the closures of
 * one kind of node; this class dispatches.
 */
final class Emitter {

	private final Layout layout;

	private final TypeTests types;

	private final VariableEmitter variables;

	private final CallEmitter calls;

	private final ConversionEmitter conversions;

	private final OperatorEmitter operators;

	private final TextEmitter texts;

	private final ArrayEmitter arrays;

	private final LambdaEmitter lambdas;

	private final StatementEmitter statements;

	Emitter(TypeLibrary library, Layout layout) {
		this.layout = layout;
		this.types = new TypeTests(library);
		this.variables = new VariableEmitter(layout);
		this.calls = new CallEmitter(this);
		this.conversions = new ConversionEmitter(this);
		this.operators = new OperatorEmitter(this);
		this.texts = new TextEmitter(this);
		this.arrays = new ArrayEmitter(this);
		this.lambdas = new LambdaEmitter(this, library);
		this.statements = new StatementEmitter(this);
	}

	Layout layout() {
		return this.layout;
	}

	TypeTests types() {
		return this.types;
	}

	VariableEmitter variables() {
		return this.variables;
	}

	StatementEmitter statements() {
		return this.statements;
	}

	Code emit(Bound bound) {
		if (bound instanceof Bound.Constant constant) {
			return constant(constant);
		}
		if (bound instanceof Bound.Local local) {
			return this.variables.read(local.variable());
		}
		if (bound instanceof Bound.Host) {
			return (host, frame) -> host;
		}
		if (bound instanceof Bound.Call call) {
			return this.calls.call(call);
		}
		if (bound instanceof Bound.Get get) {
			return this.calls.get(get);
		}
		if (bound instanceof Bound.Invoke invoke) {
			return this.calls.invoke(invoke);
		}
		if (bound instanceof Bound.Convert convert) {
			return this.conversions.convert(convert);
		}
		if (bound instanceof Bound.TypeTest test) {
			return this.conversions.test(test);
		}
		if (bound instanceof Bound.As as) {
			return this.conversions.as(as);
		}
		if (bound instanceof Bound.Element element) {
			return this.arrays.element(element);
		}
		if (bound instanceof Bound.NewArray array) {
			return this.arrays.make(array);
		}
		if (bound instanceof Bound.Concat concat) {
			return this.texts.concat(concat);
		}
		if (bound instanceof Bound.Interpolation interpolation) {
			return this.texts.interpolate(interpolation);
		}
		if (bound instanceof Bound.Lambda lambda) {
			return this.lambdas.lambda(lambda);
		}
		if (bound instanceof Bound.Assign assign) {
			return assign(assign);
		}
		if (bound instanceof Bound.Sequence sequence) {
			return sequence(sequence);
		}
		return rest(bound);
	}

	private Code rest(Bound bound) {
		if (bound instanceof Bound.Conditional conditional) {
			return conditional(conditional);
		}
		if (bound instanceof Bound.Coalesce coalesce) {
			Code left = emit(coalesce.left());
			Code right = emit(coalesce.right());
			return (host, frame) -> {
				Object value = left.get(host, frame);
				return (value != null) ? value : right.get(host, frame);
			};
		}
		if (bound instanceof Bound.NullConditional conditional) {
			return nullConditional(conditional);
		}
		if (bound instanceof Bound.NewAnonymous anonymous) {
			return anonymous(anonymous);
		}
		if (bound instanceof Bound.Discard) {
			return (host, frame) -> frame.result;
		}
		if (bound instanceof Bound.Throw thrown) {
			Code exception = emit(thrown.operand());
			return (host, frame) -> {
				throw exception(exception.get(host, frame));
			};
		}
		return this.operators.emit(bound);
	}

	static ClrException exception(@org.jspecify.annotations.Nullable Object value) {
		return (value instanceof ClrException exception) ? exception : ClrException.nullReference();
	}

	private static Code constant(Bound.Constant constant) {
		Object value = constant.value();
		if (value instanceof Boolean flag) {
			boolean fixed = flag;
			return (Code.Bool) (host, frame) -> fixed;
		}
		if (value instanceof Integer number && Layout.form(constant.type()) == Form.INT) {
			int fixed = number;
			return new Code.Int() {
				@Override
				public int getInt(Object host, Frame frame) {
					return fixed;
				}

				@Override
				public Object get(Object host, Frame frame) {
					return number;
				}
			};
		}
		return (host, frame) -> value;
	}

	private Code assign(Bound.Assign assign) {
		Bound target = assign.target();
		if (target instanceof Bound.Local local) {
			return this.variables.write(local.variable(), emit(assign.value()));
		}
		if (target instanceof Bound.Element element) {
			return this.arrays.store(element, emit(assign.value()));
		}
		return this.calls.set((Bound.Get) target, emit(assign.value()));
	}

	private Code sequence(Bound.Sequence sequence) {
		Code[] effects = emitAll(sequence.effects());
		Code value = emit(sequence.value());
		return switch (Layout.form(sequence.type())) {
			case BOOL -> (Code.Bool) (host, frame) -> {
				run(effects, host, frame);
				return value.getBool(host, frame);
			};
			case INT -> (Code.Int) (host, frame) -> {
				run(effects, host, frame);
				return value.getInt(host, frame);
			};
			default -> (host, frame) -> {
				run(effects, host, frame);
				return value.get(host, frame);
			};
		};
	}

	private static void run(Code[] effects, Object host, Frame frame) {
		for (Code effect : effects) {
			effect.get(host, frame);
		}
	}

	Code[] emitAll(List<Bound> bounds) {
		Code[] codes = new Code[bounds.size()];
		for (int i = 0; i < codes.length; i++) {
			codes[i] = emit(bounds.get(i));
		}
		return codes;
	}

	private Code conditional(Bound.Conditional conditional) {
		Code condition = emit(conditional.condition());
		Code whenTrue = emit(conditional.whenTrue());
		Code whenFalse = emit(conditional.whenFalse());
		return switch (Layout.form(conditional.type())) {
			case BOOL -> (Code.Bool) (host, frame) -> condition.getBool(host, frame) ? whenTrue.getBool(host, frame)
					: whenFalse.getBool(host, frame);
			case INT -> (Code.Int) (host, frame) -> condition.getBool(host, frame) ? whenTrue.getInt(host, frame)
					: whenFalse.getInt(host, frame);
			default -> (host, frame) -> condition.getBool(host, frame) ? whenTrue.get(host, frame)
					: whenFalse.get(host, frame);
		};
	}

	private Code nullConditional(Bound.NullConditional conditional) {
		Code target = emit(conditional.target());
		Code direct = this.calls.nullConditional(conditional, target);
		if (direct != null) {
			return direct;
		}
		VariableEmitter.Store store = this.variables.make(conditional.variable());
		Code rest = emit(conditional.rest());
		return (host, frame) -> {
			Object value = target.get(host, frame);
			if (value == null) {
				return null;
			}
			store.set(frame, value);
			return rest.get(host, frame);
		};
	}

	private Code anonymous(Bound.NewAnonymous anonymous) {
		Code[] values = emitAll(anonymous.values());
		List<String> names = anonymous.names();
		return (host, frame) -> {
			Object[] evaluated = new Object[values.length];
			for (int i = 0; i < values.length; i++) {
				evaluated[i] = values[i].get(host, frame);
			}
			return new AnonymousObject(names, evaluated);
		};
	}

	static boolean equal(@org.jspecify.annotations.Nullable Object a, @org.jspecify.annotations.Nullable Object b) {
		return (a instanceof EnumValue) ? a.equals(b) : Values.areEqual(a, b);
	}

	static Form form(ClrType type) {
		return Layout.form(type);
	}

}
