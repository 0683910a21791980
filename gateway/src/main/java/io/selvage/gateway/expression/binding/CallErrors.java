package io.selvage.gateway.expression.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Method;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.TypeDefinition;
import io.selvage.gateway.expression.types.TypeLibrary;

/**
 * Explains why a call means nothing: no such member, wrong number of arguments, or an
 * argument of the wrong type.
 */
final class CallErrors {

	private final Binder binder;

	private final TypeLibrary library;

	CallErrors(Binder binder, TypeLibrary library) {
		this.binder = binder;
		this.library = library;
	}

	BindException explain(Bound.MethodGroup group, List<Argument> arguments, int position) {
		List<Method> methods = new ArrayList<>();
		boolean wrongKind = false;
		for (NamedType level : this.binder.relations().memberTypes(group.owner())) {
			for (Method method : level.definition().methods(group.name())) {
				if (method.isStatic() == (group.receiver() == null)) {
					methods.add(method);
				}
				else {
					wrongKind = true;
				}
			}
		}
		boolean extension = methods.isEmpty() && group.receiver() != null && addExtensions(group, methods);
		if (methods.isEmpty()) {
			return wrongKind ? wrongKind(group) : noMember(group);
		}
		return mismatch(group, methods, extension, arguments, position);
	}

	private boolean addExtensions(Bound.MethodGroup group, List<Method> methods) {
		for (TypeDefinition definition : this.library.statics()) {
			for (Method method : definition.methods(group.name())) {
				if (method.isExtension()) {
					methods.add(method);
				}
			}
		}
		return !methods.isEmpty();
	}

	private static BindException wrongKind(Bound.MethodGroup group) {
		String name = group.owner().displayName() + "." + group.name();
		return (group.receiver() == null)
				? new BindException("CS0120", "An object is needed to call '" + name + "': it is not static",
						group.position())
				: new BindException("CS0176", "'" + name + "' is static: call it on the type", group.position());
	}

	BindException noMember(Bound.MethodGroup group) {
		String type = group.owner().displayName();
		String code = (group.receiver() == null) ? "CS0117" : "CS1061";
		if (group.name().equals("GetType")) {
			return new BindException(code,
					"'GetType' is not available: it leads to System.Type, which policy expressions do not know",
					group.position());
		}
		return new BindException(code, "'" + type + "' does not contain a definition for '" + group.name()
				+ "' that policy expressions know" + suggestion(group), group.position());
	}

	private String suggestion(Bound.MethodGroup group) {
		Set<String> names = new TreeSet<>();
		for (NamedType level : this.binder.relations().memberTypes(group.owner())) {
			names.addAll(level.definition().methods().keySet());
			names.addAll(level.definition().properties().keySet());
		}
		for (String name : names) {
			boolean near = name.toLowerCase(Locale.ROOT).equals(group.name().toLowerCase(Locale.ROOT))
					|| distance(name, group.name()) <= 1 + group.name().length() / 6;
			if (near && !name.contains(" ")) {
				return "; did you mean '" + name + "'?";
			}
		}
		return "";
	}

	private static int distance(String a, String b) {
		int[] previous = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int[] current = new int[b.length() + 1];
			current[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int substitute = previous[j - 1] + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(substitute, 1 + Math.min(previous[j], current[j - 1]));
			}
			previous = current;
		}
		return previous[b.length()];
	}

	private BindException mismatch(Bound.MethodGroup group, List<Method> methods, boolean extension,
			List<Argument> arguments, int position) {
		List<Argument> all = new ArrayList<>();
		if (extension && group.receiver() != null) {
			all.add(Argument.of(group.receiver(), group.position()));
		}
		all.addAll(arguments);
		List<Candidate> candidates = new ArrayList<>();
		for (Method method : methods) {
			candidates.addAll(Candidate.of(method, ownerTypes(group, method), all));
		}
		if (candidates.isEmpty()) {
			return new BindException("CS1501",
					"No overload for method '" + group.name() + "' takes " + CallBinder.describe(arguments), position);
		}
		for (Candidate candidate : candidates) {
			for (int i = 0; i < all.size(); i++) {
				BindException error = argumentError(candidate, i, all.get(i));
				if (error != null) {
					return error;
				}
			}
		}
		return new BindException("CS0411",
				"The type arguments for method '" + group.name()
						+ "' cannot be inferred from the usage; try specifying them: " + group.name() + "<T>(…)",
				position);
	}

	private java.util.Map<io.selvage.gateway.expression.types.TypeParameter, ClrType> ownerTypes(
			Bound.MethodGroup group, Method method) {
		for (NamedType level : this.binder.relations().memberTypes(group.owner())) {
			if (level.definition() == method.owner()) {
				return TypeRelations.arguments(level);
			}
		}
		return java.util.Map.of();
	}

	private @org.jspecify.annotations.Nullable BindException argumentError(Candidate candidate, int index,
			Argument argument) {
		Bound value = argument.value();
		if (value == null || argument.isByReference() || !candidate.method().typeParameters().isEmpty()) {
			return (value instanceof Bound.UnboundLambda lambda) ? this.binder.lambdas().lastError(lambda) : null;
		}
		ClrType type = candidate.typeFor(index);
		if (this.binder.conversions().implicit(value, type) != null) {
			return null;
		}
		if (value instanceof Bound.UnboundLambda lambda) {
			return this.binder.lambdas().explain(lambda, type, argument.position());
		}
		return new BindException("CS1503", "Argument " + (index + 1) + " of '" + candidate.method().name()
				+ "': cannot convert from '" + value.type().displayName() + "' to '" + type.displayName() + "'",
				argument.position());
	}

}
