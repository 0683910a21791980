package io.selvage.benchmarks;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Spring Cloud Gateway as it comes, with one static route. It is started with a class
 * path that holds neither this gateway nor the actuator.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class PlainGateway {

	/**
	 * Starts the gateway.
	 * @param args Spring's arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(PlainGateway.class, args);
	}

	@Bean
	RouteLocator route(RouteLocatorBuilder routes, @Value("${upstream}") String upstream) {
		return routes.routes().route("only", (route) -> route.path("/bench/**").uri(upstream)).build();
	}

}
