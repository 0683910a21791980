package io.selvage.gateway;

import java.util.Arrays;

import io.selvage.gateway.dryrun.PolicyCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * The gateway as a process: data plane on {@code server.port}, management on
 * {@code management.server.port}.
 * <p>
 * It is made of auto-configurations alone: scanning a thousand classes for components
 * that are not there would cost a tenth of each start.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class GatewayApplication {

	/**
	 * Starts the gateway, or runs the command {@code policy}.
	 * @param arguments settings such as {@code --server.port=8080}, or {@code policy} and
	 * the words of {@link PolicyCommand}
	 */
	public static void main(String[] arguments) {
		if (arguments.length > 0 && arguments[0].equals("policy")) {
			System.exit(new PolicyCommand(System.out).run(Arrays.copyOfRange(arguments, 1, arguments.length)));
		}
		SpringApplication.run(GatewayApplication.class, arguments);
	}

}
