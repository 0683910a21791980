package io.selvage.gateway.expression.types;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A method, constructor, operator or conversion.
 *
 * @param owner the type it was declared in
 * @param name the name; {@code .ctor} for a constructor, {@code operator +} for an
 * operator, {@code implicit} or {@code explicit} for a conversion
 * @param isStatic whether it has no receiver
 * @param isExtension whether its first parameter is a {@code this} parameter
 * @param typeParameters its own type parameters
 * @param parameters the parameters, without the receiver
 * @param returnType the type of the result
 * @param body the implementation
 */
public record Method(TypeDefinition owner, String name, boolean isStatic, boolean isExtension,
		List<TypeParameter> typeParameters, List<Parameter> parameters, ClrType returnType, Body body) {

	@Override
	public String toString() {
		return this.owner.name() + "." + this.name
				+ this.parameters.stream()
					.map((parameter) -> parameter.type().displayName())
					.collect(Collectors.joining(", ", "(", ")"));
	}

}
